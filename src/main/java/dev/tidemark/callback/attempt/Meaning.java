package dev.tidemark.callback.attempt;

import dev.tidemark.callback.exchange.AttemptResult;
import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.format.FormatName;
import dev.tidemark.callback.format.slack.SlackAnswer;
import dev.tidemark.platform.RetryAfter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an attempt's result says (contract §6): a receiver speaks by its status, Slack by words beside it, and some
 * failures are not the receiver's.
 */
public sealed interface Meaning {
    Duration LONGEST_WAIT = Duration.ofHours(24);
    String GONE = "its receiver answered 410 Gone; enable it when it should get events again";

    /** 2xx. */
    record Taken() implements Meaning {}

    /**
     * Worth another try.
     *
     * @param notBefore the receiver asks for quiet until then, from the whole subscription
     */
    record Again(String reason, Optional<Instant> notBefore) implements Meaning {}

    /** This event will not be taken however often it is sent; others may be. */
    record Never(String reason) implements Meaning {}

    /**
     * The receiver wants no more.
     *
     * @param advice for the subscription's owner
     */
    record NoMore(String advice) implements Meaning {}

    /** @param now when the attempt ended */
    static Meaning of(AttemptResult result, FormatName format, Instant now) {
        return switch (result) {
            case AttemptResult.Answered answered ->
                format == FormatName.SLACK ? ofSlack(answered, now) : ofStatus(answered, now);
            case AttemptResult.Failed failed ->
                isOurs(failed.kind()) ? new Never(failed.why()) : new Again(failed.why(), Optional.empty());
        };
    }

    private static Meaning ofStatus(AttemptResult.Answered answered, Instant now) {
        if (answered.success()) {
            return new Taken();
        }
        if (answered.code() == 410) {
            return new NoMore(GONE);
        }
        Optional<Instant> asked = answered.code() == 429 || answered.code() == 503
                ? RetryAfter.parse(answered.retryAfter().orElse(null), now, LONGEST_WAIT)
                : Optional.empty();
        return new Again(answered.detail().orElse(""), asked);
    }

    private static Meaning ofSlack(AttemptResult.Answered answered, Instant now) {
        String body = new String(answered.body().bytes(), StandardCharsets.UTF_8);
        return switch (SlackAnswer.of(answered.code(), answered.retryAfter(), body, now)) {
            case SlackAnswer.Accepted _ -> new Taken();
            case SlackAnswer.Wait wait -> new Again(answered.detail().orElse(""), wait.until());
            case SlackAnswer.Refused refused ->
                new NoMore("Slack answered " + refused.code() + ": " + refused.advice());
            case SlackAnswer.BadMessage bad -> new Never("Slack cannot use this message: " + bad.code());
            case SlackAnswer.Temporary temporary -> new Again(temporary.reason(), Optional.empty());
        };
    }

    /** What will be no different with the next try. */
    private static boolean isOurs(ErrorClass kind) {
        return kind == ErrorClass.EVENT_PURGED || kind == ErrorClass.FORMAT;
    }
}
