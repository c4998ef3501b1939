package dev.tidemark.mindstamp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.mindstamp.exchange.Answer;
import dev.tidemark.mindstamp.page.PoisonedException;
import dev.tidemark.mindstamp.pass.PassedAnswer;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.RetryAfter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What an answer means: a value, or one of the failures. */
record Judge(Clock clock) {
    /** Characters of an answer that are told. */
    private static final int KEPT = 500;
    /** The budget's own window: a longer wait than this is not believed. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    <T> Reply<T> judge(Answer answer, Function<Answer, T> reader) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return read(answer, reader);
        }
        return new Reply.Failed<>(
                switch (status) {
                    case 401 -> new MindstampFailure.Unauthorized();
                    case 404 -> new MindstampFailure.NotFound();
                    case 429, 503 ->
                        new MindstampFailure.Throttled(
                                status,
                                RetryAfter.parse(
                                        answer.header("Retry-After").orElse(null), clock.instant(), LONGEST_WAIT));
                    default ->
                        status >= 500
                                ? new MindstampFailure.Unavailable("status " + status)
                                : new MindstampFailure.Refused(status, refusal(answer));
                });
    }

    static Written written(Answer answer) {
        return new Written(answer.status(), json(answer.body()));
    }

    static PassedAnswer passed(Answer answer) {
        return new PassedAnswer(
                answer.status(), answer.header("Content-Type"), answer.header("Retry-After"), answer.body());
    }

    private static <T> Reply<T> read(Answer answer, Function<Answer, T> reader) {
        try {
            return new Reply.Ok<>(reader.apply(answer));
        } catch (UncheckedIOException e) {
            return new Reply.Failed<>(new MindstampFailure.Unreadable(start(answer.body())));
        } catch (PoisonedException e) {
            return new Reply.Failed<>(new MindstampFailure.Poisoned(e.poison()));
        }
    }

    private static String refusal(Answer answer) {
        return answer.status() < 400
                ? start("it points to " + answer.header("Location").orElse("another place")
                        + "; redirects are not followed, check the URL of the account")
                : start(answer.body());
    }

    private static Optional<JsonNode> json(byte[] body) {
        try {
            return Optional.of(Json.read(body)).filter(json -> !json.isMissingNode());
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Not the whole body as a text: it may be very large. */
    private static String start(byte[] body) {
        return start(new String(body, 0, Math.min(body.length, 4 * KEPT), UTF_8));
    }

    private static String start(String text) {
        return text.substring(0, Math.min(text.length(), KEPT)).replaceAll("\\p{Cntrl}", " ");
    }
}
