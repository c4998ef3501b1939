package dev.tidemark.api.control;

import dev.tidemark.platform.ProblemException;
import dev.tidemark.poll.source.StreamKind;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /accounts/{id}/dry-run}. */
record DryRunRequest(
        @Schema(description = "which kind of rows, as in /accounts/{id}/streams", examples = "views") @Nullable
        String stream,

        @Schema(description = "how many rows of Mindstamp's list to skip; 0 when left out", examples = "0") @Nullable
        Integer offset) {

    StreamKind<?> kind() {
        return StreamField.parse(stream);
    }

    /** @throws ProblemException 422 when it is below 0 */
    int from() {
        if (offset != null && offset < 0) {
            throw ProblemException.invalid("offset", "must be 0 or more, not " + offset);
        }
        return offset == null ? 0 : offset;
    }
}
