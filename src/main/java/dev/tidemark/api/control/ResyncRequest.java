package dev.tidemark.api.control;

import dev.tidemark.change.StreamName;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.poll.state.Telling;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /accounts/{id}/resync}. */
record ResyncRequest(
        @Schema(description = "which kind of rows, as in /accounts/{id}/streams", examples = "views") @Nullable
        String stream,

        @Schema(
                description = "true: what was never told comes as events with backfill: true; false, as when left out:"
                        + " what differs is learned silently")
        @Nullable
        Boolean emit) {

    /** @throws ProblemException 422 when there is no such stream */
    StreamName name() {
        return StreamField.parse(stream).stream();
    }

    Telling telling() {
        return Boolean.TRUE.equals(emit) ? Telling.HISTORY : Telling.SILENT;
    }
}
