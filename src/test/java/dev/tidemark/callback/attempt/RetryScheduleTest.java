package dev.tidemark.callback.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {
    private static final Instant NOW = Instant.parse("2026-01-01T05:00:00Z");
    private static final RetrySchedule STANDARD = new RetrySchedule(
            Stream.of("PT0S", "PT5S", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT14H", "PT20H", "PT24H")
                    .map(Duration::parse)
                    .toList());
    private static final RandomGenerator LOWEST = random(0.0);
    private static final RandomGenerator HIGHEST = random(0x1.fffffffffffffp-1);

    @Test
    void the_first_try_is_due_at_once() {
        assertThat(STANDARD.first(NOW, HIGHEST)).isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "1, PT5S",
        "2, PT5M",
        "3, PT30M",
        "4, PT2H",
        "5, PT5H",
        "6, PT10H",
        "7, PT14H",
        "8, PT20H",
        "9, PT24H",
    })
    void each_try_waits_its_delay_and_up_to_a_fifth_more_never_less(int number, Duration delay) {
        assertThat(dueAfter(number, LOWEST)).isEqualTo(NOW.plus(delay));
        assertThat(dueAfter(number, HIGHEST))
                .isAfter(NOW.plus(delay.multipliedBy(119).dividedBy(100)))
                .isBeforeOrEqualTo(NOW.plus(delay.multipliedBy(120).dividedBy(100)));
    }

    @Test
    void the_tenth_failure_is_the_last() {
        assertThat(STANDARD.outcome(status(500), 10, NOW, LOWEST))
                .isEqualTo(new DeliveryOutcome.Exhausted("answered 500"));
    }

    @Test
    void a_mass_failure_does_not_come_back_at_once() {
        Random random = new Random(1);
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            seconds.add(Duration.between(NOW, dueAfter(2, random)).toSeconds());
        }
        long fullest = seconds.stream()
                .distinct()
                .mapToLong(second -> seconds.stream().filter(second::equals).count())
                .max()
                .orElseThrow();
        assertThat(fullest).isLessThanOrEqualTo(100);
    }

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
    void gone_ends_the_subscription() {
        assertThat(outcome(status(410))).isEqualTo(new DeliveryOutcome.Gone());
        assertThat(STANDARD.outcome(status(410), 10, NOW, LOWEST)).isEqualTo(new DeliveryOutcome.Gone());
    }

    @ParameterizedTest
    @EnumSource(ErrorClass.class)
    void every_class_of_failure_is_tried_again(ErrorClass error) {
        assertThat(outcome(AttemptResult.failed(error, "why")))
                .isEqualTo(new DeliveryOutcome.RetryAt(NOW.plusSeconds(5), "why"));
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
    @CsvSource({"0, PT5S", "1, PT5M", "2, PT30M", "3, PT1H", "4, PT1H", "40, PT1H"})
    void a_failing_receiver_is_left_alone_for_a_delay_and_hardly_more_than_an_hour(int number, Duration delay) {
        assertThat(STANDARD.step(number, LOWEST)).isEqualTo(delay);
        assertThat(STANDARD.step(number, HIGHEST))
                .isGreaterThan(delay.multipliedBy(119).dividedBy(100))
                .isLessThanOrEqualTo(delay.multipliedBy(6).dividedBy(5));
        assertThat(new RetrySchedule(List.of(Duration.ofSeconds(3))).step(number, LOWEST))
                .isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @EnumSource(ErrorClass.class)
    void what_we_fail_at_says_nothing_of_the_receiver(ErrorClass error) {
        boolean ours = error == ErrorClass.EVENT_PURGED || error == ErrorClass.INTERNAL;
        assertThat(AttemptResult.failed(error, "why").speaksOfReceiver()).isEqualTo(!ours);
        assertThat(status(500).speaksOfReceiver()).isTrue();
    }

    private static AttemptResult status(int status) {
        return new AttemptResult.Answered(status, Optional.empty(), CapturedBody.EMPTY);
    }

    private static DeliveryOutcome outcome(AttemptResult result) {
        return STANDARD.outcome(result, 1, NOW, LOWEST);
    }

    private static Instant dueAfter(int number, RandomGenerator random) {
        return STANDARD.outcome(status(500), number, NOW, random) instanceof DeliveryOutcome.RetryAt retry
                ? retry.when()
                : Instant.MIN;
    }

    private static RandomGenerator random(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
