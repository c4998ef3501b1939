package dev.tidemark.mindstamp.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How many calls a token may make in any minute and in any hour (mindstamp-api.md §2). The windows are a little longer
 * than Mindstamp's, since calls reach it later than they were counted here.
 */
public record CallLimits(int perMinute, int perHour) {
    static final Duration MINUTE = Duration.ofSeconds(61);
    static final Duration HOUR = Duration.ofSeconds(3_605);

    /**
     * When the next call is allowed: empty for now.
     *
     * @param calls the instants of the calls of the last hour, oldest first
     */
    Optional<Instant> nextAllowed(List<Instant> calls, Instant now) {
        return latest(full(calls, perMinute, MINUTE, now), full(calls, perHour, HOUR, now));
    }

    private static Optional<Instant> full(List<Instant> calls, int limit, Duration window, Instant now) {
        if (calls.size() < limit) {
            return Optional.empty();
        }
        Instant free = calls.get(calls.size() - limit).plus(window);
        return free.isAfter(now) ? Optional.of(free) : Optional.empty();
    }

    private static Optional<Instant> latest(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent() && one.get().isBefore(other.get()) ? other : one.or(() -> other);
    }
}
