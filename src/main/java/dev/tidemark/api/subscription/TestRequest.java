package dev.tidemark.api.subscription;

import dev.tidemark.event.EventType;
import dev.tidemark.platform.ProblemException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /subscriptions/{id}/test}; it may be left out. */
record TestRequest(
        @Schema(
                description = "of which type the example is; when left out the first that the subscription wants",
                examples = "ViewCompleted")
        @Nullable
        String type) {

    /** @throws ProblemException 422 when there is no such type */
    Optional<EventType> wanted() {
        return Optional.ofNullable(type)
                .map(name -> EventType.byShortName(name)
                        .orElseThrow(() -> ProblemException.invalid(
                                "type", "unknown event type '" + name + "'; GET /api/v1/event-types lists them")));
    }
}
