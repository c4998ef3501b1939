package dev.tidemark.mainjob.truth;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often a view ended and was reopened. Any change keeps an open view open; an ended one is reopened by its progress
 * alone. Where a pause leaves open whether it ended, both are followed, and the bounds of both hold.
 */
final class Episodes {
    enum Told {
        REOPENED,
        ENDED,
        ENDED_COMPLETED,
        SCORED
    }

    private static final int COMPLETED_AT = 90;

    private final Sight sight;
    /** What was told by now if the view is open, and if it has ended; empty where it cannot be. */
    private Optional<Map<Told, Range>> open = Optional.of(none());

    private Optional<Map<Told, Range>> ended = Optional.empty();

    private Episodes(Sight sight) {
        this.sight = sight;
    }

    /**
     * @param changes at least one, in order
     * @param until from then on the view is not looked at; {@code MAX} for never
     */
    static Map<Told, Range> of(List<Change> changes, Instant until, Sight sight) {
        Episodes episodes = new Episodes(sight);
        Change before = changes.getFirst();
        for (Change change : changes.subList(1, changes.size())) {
            episodes.pause(before, change.at());
            episodes.change(change);
            before = change;
        }
        episodes.pause(before, until);
        return either(episodes.open, episodes.ended).orElseThrow();
    }

    private void pause(Change before, Instant until) {
        Optional<Map<Told, Range>> ending = open.map(told -> end(told, before));
        switch (sight.pause(Duration.between(before.at(), until))) {
            case SHORT -> {}
            case UNCERTAIN -> ended = either(ended, ending);
            case LONG -> {
                ended = either(ended, ending);
                open = Optional.empty();
            }
        }
    }

    private void change(Change change) {
        if (change.progress()) {
            open = either(open, ended.map(told -> plus(told, Told.REOPENED)));
            ended = Optional.empty();
        }
    }

    private static Map<Told, Range> end(Map<Told, Range> told, Change last) {
        boolean completed = last.percentage() >= COMPLETED_AT;
        Map<Told, Range> more = plus(told, completed ? Told.ENDED_COMPLETED : Told.ENDED);
        return last.scored() ? plus(more, Told.SCORED) : more;
    }

    private static Map<Told, Range> none() {
        Map<Told, Range> none = new EnumMap<>(Told.class);
        for (Told told : Told.values()) {
            none.put(told, Range.NEVER);
        }
        return none;
    }

    private static Map<Told, Range> plus(Map<Told, Range> told, Told one) {
        Map<Told, Range> more = new EnumMap<>(told);
        more.merge(one, Range.ONCE, Range::plus);
        return more;
    }

    private static Optional<Map<Told, Range>> either(Optional<Map<Told, Range>> one, Optional<Map<Told, Range>> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        Map<Told, Range> both = new EnumMap<>(one.get());
        other.get().forEach((told, range) -> both.merge(told, range, Range::or));
        return Optional.of(both);
    }
}
