package dev.tidemark.callback.replay;

import dev.tidemark.event.EventType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Events that a subscription gets again: counted first, a part of the log at a time, then sent bit by bit. What is sent
 * is what was counted and nothing else.
 *
 * @param isDryRun it ends with the count
 * @param planned deliveries that were counted, so far while it counts
 * @param made deliveries so far
 * @param skipped counted ones that were under way by something else, or not wanted any more, when their turn came
 * @param obstacle why no more deliveries are made at this moment
 */
public record Replay(
        String id,
        String subscription,
        Range range,
        boolean isDryRun,
        State state,
        long planned,
        long made,
        long skipped,
        Instant createdAt,
        Optional<Instant> endedAt,
        Optional<Obstacle> obstacle) {
    /** Whether it is neither done nor cancelled. */
    public boolean goesOn() {
        return state == State.COUNTING || state == State.RUNNING;
    }

    Replay with(Optional<Obstacle> now) {
        return new Replay(id, subscription, range, isDryRun, state, planned, made, skipped, createdAt, endedAt, now);
    }

    /** What lets it wait. */
    public enum Obstacle {
        DISABLED("the subscription is disabled: it goes on when that is enabled"),
        BACKLOG("what is due there already goes first"),
        LINES("1,000 deliveries wait in line behind failing ones with the same keys: it goes on as these are taken or"
                + " given up");

        private final String text;

        Obstacle(String text) {
            this.text = text;
        }

        /** In words. */
        public String text() {
            return text;
        }
    }

    /**
     * Which events.
     *
     * @param from earliest time of the change
     * @param to time of the change before which it lies
     * @param types empty = all that the subscription wants
     */
    public record Range(Optional<Instant> from, Optional<Instant> to, Set<EventType> types, Status status) {}

    /** Which deliveries. What is open, held or under way is left alone in each case. */
    public enum Status {
        /** Every event that the subscription wants now, delivered before or not. */
        ALL,
        /** What was given up. */
        FAILED,
        /** Events that the subscription wants now and never had, as from before there was the subscription. */
        MISSING;

        /** As written in JSON and stored. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Status> byText(String text) {
            return Arrays.stream(values())
                    .filter(status -> status.text().equals(text))
                    .findFirst();
        }
    }

    /** How far it is. */
    public enum State {
        COUNTING,
        RUNNING,
        DONE,
        CANCELLED;

        /** As shown and stored. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State stored(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
