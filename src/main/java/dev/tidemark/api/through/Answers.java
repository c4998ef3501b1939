package dev.tidemark.api.through;

import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.pass.PassedAnswer;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a caller gets: Mindstamp's answer as it came, or a problem of ours where there was none. */
final class Answers {
    private Answers() {}

    /** Status, body, content type and Retry-After, and no other header of Mindstamp's. */
    static Response of(PassedAnswer answer) {
        Response.ResponseBuilder response = Response.status(answer.status());
        if (answer.body().length > 0) {
            response.entity(answer.body()).type(type(answer.contentType()));
        }
        answer.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, wait));
        // A page in an answer must not run as one of ours in somebody's browser.
        return response.header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** @param write whether the call may have changed something although nobody knows */
    static ProblemException problem(MindstampFailure failure, boolean write, Instant now) {
        return switch (failure) {
            case MindstampFailure.OverBudget over ->
                new ProblemException(
                        Problem.of(
                                503,
                                "Service Unavailable",
                                "The share of the account's call budget that calls through Tidemark may use"
                                        + " (tidemark.mindstamp.callers-share) is used up, or Mindstamp asked to wait."
                                        + " It goes on at " + over.until() + "; nothing was sent to Mindstamp."),
                        Optional.of(Duration.between(now, over.until())));
            case MindstampFailure.TimedOut timedOut ->
                new ProblemException(Problem.of(504, "Gateway Timeout", told(timedOut, write)));
            case MindstampFailure.Unavailable _,
                    MindstampFailure.Unauthorized _,
                    MindstampFailure.NotFound _,
                    MindstampFailure.Refused _,
                    MindstampFailure.Throttled _,
                    MindstampFailure.Unreadable _,
                    MindstampFailure.TooLarge _,
                    MindstampFailure.Poisoned _ ->
                new ProblemException(Problem.of(502, "Bad Gateway", told(failure, write)));
        };
    }

    private static String told(MindstampFailure failure, boolean write) {
        return failure.reason() + ". "
                + (write
                        ? "Mindstamp may have done what was asked for, or not: look before the call is made again."
                        : "The call can be made again.");
    }

    private static MediaType type(Optional<String> contentType) {
        try {
            return MediaType.valueOf(contentType.orElse(MediaType.APPLICATION_OCTET_STREAM));
        } catch (IllegalArgumentException e) {
            return MediaType.APPLICATION_OCTET_STREAM_TYPE;
        }
    }
}
