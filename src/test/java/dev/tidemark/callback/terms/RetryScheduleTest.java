package dev.tidemark.callback.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
    private static final Instant NOW = Instant.parse("2026-01-01T05:00:00Z");
    private static final RetrySchedule STANDARD = new RetrySchedule(
            Stream.of("PT0S", "PT5S", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT14H", "PT20H", "PT24H")
                    .map(Duration::parse)
                    .toList());
    private static final RandomGenerator LOWEST = Draws.always(0.0);
    private static final RandomGenerator HIGHEST = Draws.always(0x1.fffffffffffffp-1);

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
        assertThat(STANDARD.next(number, NOW, LOWEST)).contains(NOW.plus(delay));
        assertThat(STANDARD.next(number, NOW, HIGHEST).orElseThrow())
                .isAfter(NOW.plus(delay.multipliedBy(119).dividedBy(100)))
                .isBeforeOrEqualTo(NOW.plus(delay.multipliedBy(120).dividedBy(100)));
    }

    @Test
    void after_the_tenth_try_there_is_no_other() {
        assertThat(STANDARD.next(10, NOW, LOWEST)).isEmpty();
    }

    @Test
    void a_mass_failure_does_not_come_back_at_once() {
        Random random = new Random(1);
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            seconds.add(Duration.between(NOW, STANDARD.next(2, NOW, random).orElseThrow())
                    .toSeconds());
        }
        long fullest = seconds.stream()
                .distinct()
                .mapToLong(second -> seconds.stream().filter(second::equals).count())
                .max()
                .orElseThrow();
        assertThat(fullest).isLessThanOrEqualTo(100);
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
}
