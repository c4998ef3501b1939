package dev.tidemark.event;

/** The payload of an event, one record per type; the compiler lists what a new type still needs. */
public sealed interface EventData {
    /** What every payload tells: the row, who, which video, what changed, and since when that is known. */
    RowFacts facts();

    EventType type();

    record ViewStarted(RowFacts facts) implements EventData {
        @Override
        public EventType type() {
            return EventType.VIEW_STARTED;
        }
    }

    /** @param milestone percentage reached, 0–100 */
    record ViewProgressed(RowFacts facts, int milestone) implements EventData {
        @Override
        public EventType type() {
            return EventType.VIEW_PROGRESSED;
        }
    }

    /** @param threshold percentage at which a view counts as completed, 0–100 */
    record ViewCompleted(RowFacts facts, int threshold) implements EventData {
        @Override
        public EventType type() {
            return EventType.VIEW_COMPLETED;
        }
    }

    /** @param completed whether the view ever reached the completion threshold */
    record ViewEnded(RowFacts facts, boolean completed) implements EventData {
        @Override
        public EventType type() {
            return EventType.VIEW_ENDED;
        }
    }

    record ResponseSubmitted(RowFacts facts) implements EventData {
        @Override
        public EventType type() {
            return EventType.RESPONSE_SUBMITTED;
        }
    }

    record InteractionClicked(RowFacts facts) implements EventData {
        @Override
        public EventType type() {
            return EventType.INTERACTION_CLICKED;
        }
    }
}
