package dev.tidemark.poll.meter;

import dev.tidemark.poll.state.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a stream stands after a round of polling.
 *
 * @param order of its list, as people call it
 * @param gap how many rows the source counts that are not known; empty when nothing can be said
 * @param since what is as old as that; may be in the future
 */
public record Standing(String order, Optional<Long> gap, Map<Age, Instant> since) {
    static final Standing NONE = new Standing("unknown", Optional.empty(), Map.of());

    /** What grows old until somebody looks again. */
    public enum Age {
        /** The newest rows; where they stand at no place of their own, a whole round. */
        HEAD,
        /** The row under way that is due and waits longest. */
        ACTIVE,
        /** A whole round; before there was one, the first. */
        SWEEP
    }

    /** @param activeFrom when a row under way wants another look; empty when none is under way */
    public static Standing of(StreamState state, Optional<Instant> activeFrom) {
        Map<Age, Instant> since = new EnumMap<>(Age.class);
        Optional<Instant> head = state.certificate().hasHead() ? state.walkedAt() : state.sweptAt();
        head.ifPresent(at -> since.put(Age.HEAD, at));
        activeFrom.ifPresent(at -> since.put(Age.ACTIVE, at));
        state.sweptAt().or(() -> state.sweep().beganAt()).ifPresent(at -> since.put(Age.SWEEP, at));
        boolean known = state.certificate().isKnown();
        return new Standing(
                known ? state.certificate().order().text() : "unknown",
                state.completeness().gap(),
                since);
    }

    /** Whether there is something to be old: no row under way is 0 old. */
    boolean has(Age age) {
        return age == Age.ACTIVE || since.containsKey(age);
    }

    double seconds(Age age, Instant now) {
        return Optional.ofNullable(since.get(age))
                .map(at -> Math.max(0, Duration.between(at, now).toMillis()) / 1000.0)
                .orElse(0.0);
    }

    /** Whether the same is shown of both, with other figures. */
    boolean isLike(Standing other) {
        return order.equals(other.order)
                && gap.isPresent() == other.gap.isPresent()
                && Set.of(Age.values()).stream().allMatch(age -> has(age) == other.has(age));
    }
}
