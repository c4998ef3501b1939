package dev.tidemark.mindstamp.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The budget of one token without a database: the same shares and pauses, for simulations. Survives its users. */
public final class VirtualBudget {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final CallLimits limits;
    private final Random random;
    private final Deque<CallHistory.Call> calls = new ArrayDeque<>();
    private final Map<CallClass, CallHistory.Demand> demands = new EnumMap<>(CallClass.class);
    private final Map<CallClass, Integer> spent = new EnumMap<>(CallClass.class);
    private Instant pausedUntil = Instant.EPOCH;
    private int failures;

    public VirtualBudget(CallLimits limits, Random random) {
        this.limits = limits;
        this.random = random;
    }

    /** Empty when the call may be made and is counted; else when it may be. */
    public Optional<Instant> spend(CallClass callClass, Instant now) {
        while (!calls.isEmpty() && !calls.getFirst().at().isAfter(now.minus(CallLimits.HOUR))) {
            calls.removeFirst();
        }
        Instant start = pausedUntil.isAfter(now) ? pausedUntil : now;
        Optional<Instant> later = roomy(now)
                ? Optional.empty()
                : new CallShares(limits, new CallHistory(new ArrayList<>(calls), demands))
                        .nextAllowed(callClass, start);
        Instant allowed = later.orElse(start);
        boolean isNow = !allowed.isAfter(now);
        demands.put(callClass, new CallHistory.Demand(now, later.map(_ -> now)));
        if (!isNow) {
            return Optional.of(allowed);
        }
        calls.addLast(new CallHistory.Call(now, callClass));
        spent.merge(callClass, 1, Integer::sum);
        return Optional.empty();
    }

    public void worked(Instant now) {
        if (!pausedUntil.isAfter(now)) {
            failures = 0;
        }
    }

    public void failed(Optional<Instant> retryAt, Instant now) {
        long ceiling = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(failures, 20));
        Instant until = retryAt.orElse(now.plusMillis(FIRST_WAIT.toMillis() + (long) (random.nextDouble() * ceiling)));
        pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
        failures++;
    }

    public Map<CallClass, Integer> spent() {
        return spent;
    }

    /** So far from both limits that no share matters; saves the simulation the arithmetic. */
    private boolean roomy(Instant now) {
        Instant minute = now.minus(CallLimits.MINUTE);
        long inMinute = 0;
        var latest = calls.descendingIterator();
        while (latest.hasNext() && latest.next().at().isAfter(minute)) {
            inMinute++;
        }
        return calls.size() < limits.perHour() / 10 && inMinute < limits.perMinute() / 10 && !pausedUntil.isAfter(now);
    }
}
