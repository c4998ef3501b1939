package dev.tidemark.api.secret;

import dev.tidemark.callback.signing.SecretStore;
import dev.tidemark.platform.ProblemException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /subscriptions/{id}/secret/rotate}; may be left out. */
record RotateRequest(
        @Schema(
                description = "how long the secret before signs too: ISO 8601, PT0S to P7D; PT24H when it is left out",
                examples = "PT24H")
        @Nullable
        String overlap) {

    /** @throws ProblemException 422 when it is no duration */
    static Duration overlapOf(@Nullable RotateRequest request) {
        if (request == null || request.overlap == null) {
            return SecretStore.OVERLAP;
        }
        try {
            return Duration.parse(request.overlap);
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(
                    "overlap", "is no duration; write it as ISO 8601, such as PT24H, PT0S or P7D");
        }
    }
}
