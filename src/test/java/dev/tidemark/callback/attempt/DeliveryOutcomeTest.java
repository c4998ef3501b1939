package dev.tidemark.callback.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.exchange.AttemptResult;
import dev.tidemark.callback.exchange.CapturedBody;
import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.format.FormatName;
import dev.tidemark.callback.terms.Draws;
import dev.tidemark.callback.terms.RetrySchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §6 as a table: what a result means, and what follows from it. */
class DeliveryOutcomeTest {
    private static final Instant NOW = Instant.parse("2026-01-01T05:00:00Z");
    private static final RetrySchedule TWO = new RetrySchedule(List.of(Duration.ZERO, Duration.ofSeconds(5)));

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void only_2xx_is_success(int status) {
        assertThat(outcome(status(status))).isEqualTo(new DeliveryOutcome.Delivered());
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                100, 199, 300, 301, 302, 304, 307, 308, 400, 401, 403, 404, 408, 409, 413, 415, 422, 429, 500, 502, 503,
                504, 599
            })
    void every_other_status_is_tried_again(int status) {
        assertThat(outcome(status(status))).isInstanceOf(DeliveryOutcome.RetryAt.class);
    }

    @Test
    void the_last_failure_exhausts() {
        assertThat(outcome(status(500), 2)).isEqualTo(new DeliveryOutcome.Exhausted("answered 500"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void gone_ends_the_subscription(int number) {
        assertThat(outcome(status(410), number)).isEqualTo(new DeliveryOutcome.Gone(Meaning.GONE));
    }

    @ParameterizedTest
    @EnumSource(ErrorClass.class)
    void every_failure_is_tried_again_but_those_that_stay_what_they_are(ErrorClass error) {
        DeliveryOutcome expected = error == ErrorClass.EVENT_PURGED || error == ErrorClass.FORMAT
                ? new DeliveryOutcome.Exhausted("why")
                : new DeliveryOutcome.RetryAt(NOW.plusSeconds(5), "why");
        assertThat(outcome(AttemptResult.failed(error, "why"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(ErrorClass.class)
    void what_we_fail_at_says_nothing_of_the_receiver(ErrorClass error) {
        boolean ours = error == ErrorClass.EVENT_PURGED || error == ErrorClass.INTERNAL || error == ErrorClass.FORMAT;
        assertThat(AttemptResult.failed(error, "why").speaksOfReceiver()).isEqualTo(!ours);
        assertThat(status(500).speaksOfReceiver()).isTrue();
    }

    @Test
    void a_success_that_broke_off_is_no_success() {
        AttemptResult.Answered partly = new AttemptResult.Answered(200, Optional.empty(), CapturedBody.EMPTY);
        assertThat(outcome(new AttemptResult.Failed(ErrorClass.TIMEOUT, "why", Optional.of(partly))))
                .isInstanceOf(DeliveryOutcome.RetryAt.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | 120                           | 2026-01-01T05:02:00Z",
                "503 | 120                           | 2026-01-01T05:02:00Z",
                "429 | ' 120 '                       | 2026-01-01T05:02:00Z",
                "429 | Thu, 01 Jan 2026 06:00:00 GMT | 2026-01-01T06:00:00Z",
                "429 | Fri, 01 Jan 2027 06:00:00 GMT | 2026-01-02T05:00:00Z",
                "429 | 999999999999999999            | 2026-01-02T05:00:00Z",
                // sooner than the schedule, in the past, nonsense, another status: the schedule rules
                "429 | 1                             | 2026-01-01T05:00:05Z",
                "429 | 0                             | 2026-01-01T05:00:05Z",
                "429 | -60                           | 2026-01-01T05:00:05Z",
                "429 | Thu, 01 Jan 2015 06:00:00 GMT | 2026-01-01T05:00:05Z",
                "429 | soon                          | 2026-01-01T05:00:05Z",
                "429 | ''                            | 2026-01-01T05:00:05Z",
                "429 | 99999999999999999999999999999 | 2026-01-01T05:00:05Z",
                "500 | 120                           | 2026-01-01T05:00:05Z",
            })
    void the_receiver_may_ask_for_a_longer_wait(int status, String retryAfter, Instant due) {
        AttemptResult result = new AttemptResult.Answered(status, Optional.of(retryAfter), CapturedBody.EMPTY);
        assertThat(outcome(result)).isEqualTo(new DeliveryOutcome.RetryAt(due, "answered " + status));
    }

    @ParameterizedTest
    @CsvSource({
        "404, no_service",
        "404, no_active_hooks",
        "403, invalid_token",
        "404, channel_not_found",
        "410, channel_is_archived",
        "403, action_prohibited",
    })
    void slack_that_wants_no_more_ends_the_subscription(int status, String word) {
        assertThat(slack(status, word))
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Gone.class,
                        gone -> assertThat(gone.advice()).contains(word));
        assertThat(outcome(new AttemptResult.Answered(status, Optional.empty(), body(word))))
                .as("the same words from anyone else")
                .isNotEqualTo(slack(status, word));
    }

    @ParameterizedTest
    @CsvSource({"400, invalid_payload", "400, no_text", "400, too_many_attachments"})
    void a_message_that_slack_cannot_use_is_not_sent_again(int status, String word) {
        assertThat(slack(status, word)).isInstanceOf(DeliveryOutcome.Exhausted.class);
    }

    @Test
    void slack_that_wants_fewer_messages_is_waited_for() {
        AttemptResult slower = new AttemptResult.Answered(429, Optional.of("30"), body("rate_limited"));
        assertThat(Meaning.of(slower, FormatName.SLACK, NOW))
                .isEqualTo(new Meaning.Again("answered 429", Optional.of(NOW.plusSeconds(30))));
        assertThat(slack(200, "ok")).isEqualTo(new DeliveryOutcome.Delivered());
        assertThat(slack(500, "rollup_error")).isInstanceOf(DeliveryOutcome.RetryAt.class);
    }

    private static DeliveryOutcome slack(int status, String word) {
        AttemptResult result = new AttemptResult.Answered(status, Optional.empty(), body(word));
        return DeliveryOutcome.of(Meaning.of(result, FormatName.SLACK, NOW), TWO, 1, NOW, Draws.always(0));
    }

    private static CapturedBody body(String text) {
        return new CapturedBody(text.getBytes(UTF_8), false);
    }

    private static AttemptResult status(int status) {
        return new AttemptResult.Answered(status, Optional.empty(), CapturedBody.EMPTY);
    }

    private static DeliveryOutcome outcome(AttemptResult result) {
        return outcome(result, 1);
    }

    private static DeliveryOutcome outcome(AttemptResult result, int number) {
        return DeliveryOutcome.of(Meaning.of(result, FormatName.JSON, NOW), TWO, number, NOW, Draws.always(0));
    }
}
