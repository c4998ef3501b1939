package dev.tidemark.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The payload of an event; the compiler lists what a new type still needs. */
public sealed interface EventData {
    EventType type();

    /** About a row. */
    sealed interface OfRow extends EventData {
        /** What every such payload tells: the row, who, which video, what changed, and since when that is known. */
        RowFacts facts();
    }

    /** Of the types that tell nothing beyond the facts of the row; the constructor refuses any other. */
    record Plain(EventType type, RowFacts facts) implements OfRow {
        public Plain {
            EventPayload.require(type, EventPayload.of(type) == EventPayload.PLAIN);
        }
    }

    /** @param milestone percentage reached, 0–100 */
    record ViewProgressed(RowFacts facts, int milestone) implements OfRow {
        @Override
        public EventType type() {
            return EventType.VIEW_PROGRESSED;
        }
    }

    /** @param threshold percentage at which a view counts as completed, 0–100 */
    record ViewCompleted(RowFacts facts, int threshold) implements OfRow {
        @Override
        public EventType type() {
            return EventType.VIEW_COMPLETED;
        }
    }

    /** @param completed whether the view ever reached the completion threshold */
    record ViewEnded(RowFacts facts, boolean completed) implements OfRow {
        @Override
        public EventType type() {
            return EventType.VIEW_ENDED;
        }
    }

    /**
     * The facts are the view's.
     *
     * @param answered answers given, those that are neither right nor wrong too
     * @param percentage share that is right, 0–100; null where it is not known
     */
    record QuizScored(
            RowFacts facts,
            int right,
            int wrong,
            int answered,
            @Nullable Integer percentage) implements OfRow {
        @Override
        public EventType type() {
            return EventType.QUIZ_SCORED;
        }
    }

    /**
     * The facts are those of the row it was first seen in: a view, an interaction or the viewer.
     *
     * @param by the field that became known: {@code email} or {@code custom_id}
     */
    record ViewerIdentified(RowFacts facts, String by, String value) implements OfRow {
        @Override
        public EventType type() {
            return EventType.VIEWER_IDENTIFIED;
        }
    }

    /**
     * The facts are those of the view that completed it.
     *
     * @param videos how many the series has
     */
    record SeriesCompleted(
            RowFacts facts, String seriesId, @Nullable String seriesName, int videos) implements OfRow {
        @Override
        public EventType type() {
            return EventType.SERIES_COMPLETED;
        }
    }

    /** The facts are the view's. */
    record PlinkFirstViewed(RowFacts facts, String plinkId) implements OfRow {
        @Override
        public EventType type() {
            return EventType.PLINK_FIRST_VIEWED;
        }
    }

    /**
     * A video of a group or series, or an entry of an access list, came or went; the facts are those of the whole.
     *
     * @param member the video's or entry's row as far as it is known
     */
    record MemberChanged(EventType type, RowFacts facts, ObjectNode member) implements OfRow {
        public MemberChanged {
            EventPayload payload = EventPayload.of(type);
            EventPayload.require(type, payload == EventPayload.VIDEO_MEMBER || payload == EventPayload.ENTRY_MEMBER);
        }
    }

    /** How a callback fares. */
    sealed interface OfCallback extends EventData {
        /** What every such payload tells: whose callback, what happened, what to do, since when. */
        CallbackFacts facts();
    }

    /**
     * The facts' since: the first of these failures.
     *
     * @param failures in a row
     */
    record SubscriptionFailing(CallbackFacts facts, long failures) implements OfCallback {
        @Override
        public EventType type() {
            return EventType.SUBSCRIPTION_FAILING;
        }
    }

    /** @param held deliveries kept for it at that time, for when it is enabled */
    record SubscriptionDisabled(CallbackFacts facts, long held) implements OfCallback {
        @Override
        public EventType type() {
            return EventType.SUBSCRIPTION_DISABLED;
        }
    }

    /** @param failingSince the first of the failures that are over */
    record SubscriptionRecovered(CallbackFacts facts, Instant failingSince) implements OfCallback {
        @Override
        public EventType type() {
            return EventType.SUBSCRIPTION_RECOVERED;
        }
    }

    /**
     * The facts' since: when the event came into the log.
     *
     * @param delivery its id
     * @param attempts made
     * @param status of the last answer; null when there was none
     * @param error class of the last failure
     */
    record DeliveryExhausted(
            CallbackFacts facts,
            String delivery,
            Undelivered event,
            long attempts,
            @Nullable Integer status,
            String error)
            implements OfCallback {
        @Override
        public EventType type() {
            return EventType.DELIVERY_EXHAUSTED;
        }
    }

    /** An event that did not arrive, with the short name of its type. */
    record Undelivered(String id, String type, String subject) {}

    /**
     * How polling an account fares.
     *
     * @param stream the stream that is affected; null when it is all of them
     * @param reason what happened, for people
     * @param advice what to do about it, for people
     * @param since when it became so
     */
    record Source(
            EventType type,
            String account,
            @Nullable String stream,
            String reason,
            String advice,
            Instant since,
            Instant detectedAt)
            implements EventData {
        public Source {
            EventPayload.require(type, EventPayload.of(type) == EventPayload.SOURCE);
        }
    }
}
