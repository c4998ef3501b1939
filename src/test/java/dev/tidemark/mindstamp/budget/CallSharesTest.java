package dev.tidemark.mindstamp.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.mindstamp.budget.CallHistory.Call;
import dev.tidemark.mindstamp.budget.CallHistory.Demand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CallSharesTest {
    private static final Instant START = Instant.parse("2026-01-01T05:00:00Z");

    /** What the store does, without a database. */
    private static final class Token {
        private final CallLimits limits;
        private final List<Call> calls = new ArrayList<>();
        private final Map<CallClass, Demand> demands = new EnumMap<>(CallClass.class);

        Token(CallLimits limits) {
            this.limits = limits;
        }

        CallShares shares(Instant now) {
            Instant hourAgo = now.minus(CallLimits.HOUR);
            return new CallShares(
                    limits,
                    new CallHistory(
                            calls.stream()
                                    .filter(call -> !call.at().isBefore(hourAgo))
                                    .toList(),
                            demands));
        }

        Optional<Instant> ask(CallClass callClass, Instant now) {
            Optional<Instant> until = shares(now).nextAllowed(callClass, now);
            demands.put(callClass, new Demand(now, until.map(_ -> now)));
            if (until.isEmpty()) {
                calls.add(new Call(now, callClass));
            }
            return until;
        }

        long made(CallClass callClass, Instant from, Duration window) {
            return calls.stream()
                    .filter(call -> call.callClass() == callClass && isWithin(call, from, window))
                    .count();
        }

        void assertLimits() {
            for (Call call : calls) {
                assertThat(made(call.at(), Duration.ofMinutes(1))).isLessThanOrEqualTo(limits.perMinute());
                assertThat(made(call.at(), Duration.ofHours(1))).isLessThanOrEqualTo(limits.perHour());
                assertThat(made(CallClass.CALLERS, call.at(), Duration.ofMinutes(1)))
                        .isLessThanOrEqualTo(limits.callersMost(limits.perMinute()));
                assertThat(made(CallClass.CALLERS, call.at(), Duration.ofHours(1)))
                        .isLessThanOrEqualTo(limits.callersMost(limits.perHour()));
            }
        }

        private long made(Instant from, Duration window) {
            return calls.stream().filter(call -> isWithin(call, from, window)).count();
        }

        private static boolean isWithin(Call call, Instant from, Duration window) {
            return !call.at().isBefore(from) && call.at().isBefore(from.plus(window));
        }
    }

    @Test
    void the_call_after_a_full_minute_waits_until_the_oldest_left_the_window() {
        Token token = new Token(new CallLimits(3, 1000));
        IntStream.range(0, 3).forEach(i -> token.ask(CallClass.HEAD, START.plusSeconds(10 * i)));

        assertThat(token.ask(CallClass.HEAD, START.plusSeconds(30))).contains(START.plus(CallLimits.MINUTE));
        assertThat(token.ask(CallClass.HEAD, START.plus(CallLimits.MINUTE))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "CALLERS", mode = EnumSource.Mode.EXCLUDE)
    void one_class_alone_may_use_the_whole_limit(CallClass callClass) {
        Token token = new Token(new CallLimits(100, 1000));

        assertThat(admitted(token, callClass, START, 150)).isEqualTo(100);
    }

    @Test
    void callers_alone_may_use_their_share_and_no_more() {
        Token token = new Token(new CallLimits(100, 1000));

        assertThat(admitted(token, CallClass.CALLERS, START, 150)).isEqualTo(20);
        assertThat(token.ask(CallClass.CALLERS, START)).contains(START.plus(CallLimits.MINUTE));
    }

    @Test
    void callers_without_a_share_never_call() {
        Token token = new Token(new CallLimits(100, 1000, 0));

        assertThat(token.ask(CallClass.CALLERS, START)).contains(START.plus(CallLimits.HOUR));
    }

    @Test
    void what_is_kept_for_a_class_that_wants_calls_is_not_given_to_others() {
        Token token = new Token(new CallLimits(100, 1000));
        token.ask(CallClass.HEAD, START);
        token.ask(CallClass.SWEEP, START);

        // 1 + 1 are spent, 39 kept for HEAD, 14 for SWEEP.
        assertThat(admitted(token, CallClass.BACKFILL, START, 150)).isEqualTo(45);
        assertThat(admitted(token, CallClass.HEAD, START, 150)).isEqualTo(39);
    }

    @Test
    void what_is_kept_is_free_again_a_minute_after_the_class_wanted_it() {
        Token token = new Token(new CallLimits(100, 1000));
        token.ask(CallClass.HEAD, START);
        Instant later = START.plus(CallHistory.LATELY);

        assertThat(admitted(token, CallClass.BACKFILL, later, 150)).isEqualTo(99);
    }

    /** A walk every few minutes beside one that takes whatever it can get. */
    @ParameterizedTest
    @CsvSource({"8, 55, 1000", "8, 64, 1000", "1, 300, 1000", "30, 600, 1000", "1, 80, 100"})
    void a_class_that_asks_now_and_then_gets_its_least_of_the_hour(int calls, int seconds, int perHour) {
        Token token = new Token(new CallLimits(100, perHour));
        int made = 0;
        for (int second = 0; second < 3 * 3_600; second++) {
            Instant now = START.plusSeconds(second);
            if (second % seconds == 0) {
                made += (int) admitted(token, CallClass.HEAD, now, calls);
            }
            if (second % 5 == 0) {
                token.ask(CallClass.BACKFILL, now);
            }
        }

        int asked = calls * (3 * 3_600 / seconds);
        int least = 3 * perHour * CallClass.HEAD.leastPercent() / 100;
        assertThat(made).isGreaterThanOrEqualTo(Math.min(asked, least) * 9 / 10);
    }

    @Test
    void a_class_beyond_its_own_lets_a_higher_one_go_first_that_waits() {
        Token token = new Token(new CallLimits(100, 1000));
        admitted(token, CallClass.SWEEP, START, 100);
        Instant half = START.plusSeconds(30);
        assertThat(token.ask(CallClass.HEAD, half)).isPresent();
        assertThat(token.ask(CallClass.CALLERS, half)).isPresent();

        // Every call of the minute is over, and HEAD still waits.
        Instant free = START.plus(CallLimits.MINUTE);
        assertThat(token.ask(CallClass.CALLERS, free)).contains(half.plus(CallHistory.LATELY));
        assertThat(token.ask(CallClass.SWEEP, free)).isEmpty();
        assertThat(token.ask(CallClass.HEAD, free)).isEmpty();
        assertThat(token.ask(CallClass.CALLERS, free)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,1000", "1,60", "2,30", "3,100", "7,100", "19,100", "20,200", "100,1000"})
    void every_class_gets_on_under_any_limit_and_limits_hold(int perMinute, int perHour) {
        Token token = new Token(new CallLimits(perMinute, perHour));
        Set<CallClass> detection = Set.copyOf(
                List.of(CallClass.HEAD, CallClass.ACTIVE, CallClass.CONFIRM, CallClass.SWEEP, CallClass.BACKFILL));
        for (Instant now = START; now.isBefore(START.plus(Duration.ofHours(3))); now = now.plusSeconds(5)) {
            // Always in this order: the worst there is for the last.
            for (CallClass callClass : CallClass.values()) {
                if (detection.contains(callClass)) {
                    token.ask(callClass, now);
                }
            }
        }

        token.assertLimits();
        Instant lastHour = START.plus(Duration.ofHours(2));
        long all = token.made(lastHour, Duration.ofHours(1));
        assertThat(all).isGreaterThanOrEqualTo((long) (0.9 * Math.min(perHour, 59 * perMinute)) - 1);
        for (CallClass callClass : detection) {
            assertThat(token.made(callClass, lastHour, Duration.ofHours(1)))
                    .as("%s of %s", callClass, all)
                    .isGreaterThanOrEqualTo(Math.max(1, all * callClass.leastPercent() / 100 - 1));
        }
    }

    /** Random classes ask at random instants under random limits: limits hold, and each promise is kept to the instant. */
    @Test
    void a_refusal_tells_the_first_instant_at_which_the_call_is_allowed() {
        Random random = new Random(11);
        int refusals = 0;
        for (int round = 0; round < 60; round++) {
            int perMinute = random.nextInt(1, 25);
            Token token = new Token(new CallLimits(perMinute, perMinute + random.nextInt(80), random.nextInt(1, 101)));
            Instant now = START;
            for (int i = 0; i < 250; i++) {
                now = now.plusMillis(random.nextInt(random.nextInt(10) == 0 ? 120_000 : 4_000));
                CallClass callClass = CallClass.values()[random.nextInt(CallClass.values().length)];
                Optional<Instant> until = token.ask(callClass, now);
                if (until.isPresent()) {
                    refusals++;
                    assertKept(token, callClass, now, until.get(), random);
                }
            }
            token.assertLimits();
        }
        assertThat(refusals).isGreaterThan(4_000);
    }

    private static void assertKept(Token token, CallClass callClass, Instant now, Instant until, Random random) {
        CallShares shares = token.shares(now);
        assertThat(until).isAfter(now);
        assertThat(shares.nextAllowed(callClass, until)).isEmpty();
        long between = Duration.between(now, until).toNanos();
        Stream.of(until.minusNanos(1), now.plusNanos(random.nextLong(between)))
                .forEach(earlier ->
                        assertThat(shares.nextAllowed(callClass, earlier)).contains(until));
    }

    @Test
    void limits_that_are_none_are_refused() {
        assertThatThrownBy(() -> new CallLimits(0, 1000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CallLimits(100, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CallLimits(100, 1000, 101)).isInstanceOf(IllegalArgumentException.class);
    }

    private static long admitted(Token token, CallClass callClass, Instant now, int asked) {
        return IntStream.range(0, asked)
                .filter(_ -> token.ask(callClass, now).isEmpty())
                .count();
    }
}
