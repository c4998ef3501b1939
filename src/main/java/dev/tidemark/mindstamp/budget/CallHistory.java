package dev.tidemark.mindstamp.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The calls of a token in the last hour and who wants to call; answers how many of a class lie in a window. */
final class CallHistory {
    /** A class counts as wanting, and as waiting, this long after it last asked. */
    static final Duration LATELY = Duration.ofMinutes(1);
    /** The same for what is kept of the hour. */
    static final Duration OF_LATE = Duration.ofMinutes(15);

    private final Map<CallClass, List<Instant>> calls = new EnumMap<>(CallClass.class);
    private final Map<CallClass, Demand> demands;

    /** A call that was made. */
    record Call(Instant at, CallClass callClass) {}

    /**
     * When a class last asked for a call.
     *
     * @param refusedAt when it was last refused since its last call
     */
    record Demand(Instant wantedAt, Optional<Instant> refusedAt) {}

    CallHistory(List<Call> calls, Map<CallClass, Demand> demands) {
        for (CallClass callClass : CallClass.values()) {
            this.calls.put(
                    callClass,
                    calls.stream()
                            .filter(call -> call.callClass() == callClass)
                            .map(Call::at)
                            .sorted()
                            .toList());
        }
        this.demands = demands;
    }

    /** How many calls of the class a window that ends at {@code now} holds. */
    int spent(CallClass callClass, Duration window, Instant now) {
        List<Instant> ofClass = calls.getOrDefault(callClass, List.of());
        Instant begin = now.minus(window);
        int from = 0;
        int to = ofClass.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (ofClass.get(middle).isAfter(begin)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return ofClass.size() - from;
    }

    int spent(Duration window, Instant now) {
        int spent = 0;
        for (CallClass callClass : CallClass.values()) {
            spent += spent(callClass, window, now);
        }
        return spent;
    }

    /** In the hour a demand lasts longer: walks are minutes apart, and what is kept for them must be there then. */
    boolean isWanting(CallClass callClass, Duration window, Instant now) {
        return demand(callClass)
                .filter(demand -> now.isBefore(demand.wantedAt().plus(lasts(window))))
                .isPresent();
    }

    /** Refused since its last call, and not long ago. */
    boolean isWaiting(CallClass callClass, Instant now) {
        return demand(callClass)
                .flatMap(Demand::refusedAt)
                .filter(refused -> isLately(refused, now))
                .isPresent();
    }

    /** The instants at which anything above changes. */
    Stream<Instant> turningPoints() {
        Stream<Instant> ends = calls.values().stream()
                .flatMap(List::stream)
                .flatMap(call ->
                        Stream.of(call.plus(CallLimits.MINUTE), call.plus(OF_LATE), call.plus(CallLimits.HOUR)));
        Stream<Instant> silences = demands.values().stream()
                .flatMap(demand -> Stream.concat(
                        Stream.of(
                                demand.wantedAt().plus(LATELY),
                                demand.wantedAt().plus(OF_LATE)),
                        demand.refusedAt().stream().map(refused -> refused.plus(LATELY))));
        return Stream.concat(ends, silences);
    }

    private Optional<Demand> demand(CallClass callClass) {
        return Optional.ofNullable(demands.get(callClass));
    }

    private static Duration lasts(Duration window) {
        return window.equals(CallLimits.HOUR) ? OF_LATE : LATELY;
    }

    private static boolean isLately(Instant asked, Instant now) {
        return now.isBefore(asked.plus(LATELY));
    }
}
