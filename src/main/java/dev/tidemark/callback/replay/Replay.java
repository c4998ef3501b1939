package dev.tidemark.callback.replay;

import dev.tidemark.event.EventType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Events that a subscription gets again, bit by bit.
 *
 * @param planned deliveries that were counted when it began
 * @param made deliveries so far
 */
public record Replay(
        String id,
        String subscription,
        Range range,
        State state,
        long planned,
        long made,
        Instant createdAt,
        Optional<Instant> endedAt) {

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
