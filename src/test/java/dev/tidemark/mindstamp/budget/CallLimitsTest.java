package dev.tidemark.mindstamp.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CallLimitsTest {
    private static final Instant START = Instant.parse("2026-01-01T05:00:00Z");

    @Test
    void the_call_after_a_full_minute_waits_until_the_oldest_left_the_window() {
        CallLimits limits = new CallLimits(3, 1000);
        List<Instant> calls = List.of(START, START.plusSeconds(10), START.plusSeconds(20));

        assertThat(limits.nextAllowed(calls, START.plusSeconds(30))).contains(START.plus(CallLimits.MINUTE));
        assertThat(limits.nextAllowed(calls, START.plus(CallLimits.MINUTE))).isEmpty();
    }

    @Test
    void no_window_of_a_minute_or_an_hour_ever_holds_more_than_its_limit() {
        CallLimits limits = new CallLimits(10, 100);
        Random random = new Random(7);
        List<Instant> calls = new ArrayList<>();
        Instant now = START;
        while (calls.size() < 500) {
            Instant hourAgo = now.minus(CallLimits.HOUR);
            List<Instant> lastHour =
                    calls.stream().filter(call -> !call.isBefore(hourAgo)).toList();
            if (limits.nextAllowed(lastHour, now).isEmpty()) {
                calls.add(now);
            }
            now = now.plusMillis(random.nextInt(9_000));
        }

        for (Instant call : calls) {
            assertThat(within(calls, call, Duration.ofMinutes(1))).isLessThanOrEqualTo(10);
            assertThat(within(calls, call, Duration.ofHours(1))).isLessThanOrEqualTo(100);
        }
    }

    private static long within(List<Instant> calls, Instant from, Duration window) {
        return calls.stream()
                .filter(call -> !call.isBefore(from) && call.isBefore(from.plus(window)))
                .count();
    }
}
