package dev.tidemark.callback.format.slack;

import dev.tidemark.platform.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an answer of Slack's incoming webhooks means. Slack says in plain text what is wrong ("Handling errors" of its
 * incoming webhooks page, and the change of 2016-05-17); the status alone does not tell a dead webhook from a bad message.
 */
public sealed interface SlackAnswer {
    /** As for any receiver (contract §6). */
    Duration LONGEST_WAIT = Duration.ofHours(24);

    record Accepted() implements SlackAnswer {}

    /**
     * Too many messages.
     *
     * @param until when Slack asks to wait until; at most 24 h ahead
     */
    record Wait(Optional<Instant> until) implements SlackAnswer {}

    /**
     * The webhook will take no message any more: disable the subscription.
     *
     * @param code Slack's word for it
     * @param advice for the subscription's owner
     */
    record Refused(String code, String advice) implements SlackAnswer {}

    /** This message will never be taken, others may be: do not send it again. */
    record BadMessage(String code) implements SlackAnswer {}

    /** Worth another try. */
    record Temporary(String reason) implements SlackAnswer {}

    /**
     * @param retryAfter the header as received
     * @param body the answer's text, perhaps cut
     */
    static SlackAnswer of(int status, Optional<String> retryAfter, String body, Instant now) {
        if (status >= 200 && status < 300) {
            return new Accepted();
        }
        String code = SlackWords.in(body);
        if (status == 429 || SlackWords.SLOWER.contains(code)) {
            return new Wait(RetryAfter.parse(retryAfter.orElse(null), now, LONGEST_WAIT));
        }
        String advice = SlackWords.REFUSALS.get(code);
        if (advice != null) {
            return new Refused(code, advice);
        }
        if (status == 410) {
            return new Refused(code.isEmpty() ? "410" : code, SlackWords.NEW_WEBHOOK);
        }
        if (SlackWords.BAD_MESSAGE.contains(code) || (status == 400 && !code.isEmpty())) {
            return new BadMessage(code);
        }
        return new Temporary(code.isEmpty() ? "answered " + status : "answered " + status + " " + code);
    }
}
