package dev.tidemark.callback.notice;

import dev.tidemark.event.EventType;
import java.time.Instant;
import java.util.Optional;

/** Something that operators are to be told of a callback. */
public sealed interface Notice {
    /** For what no delivery led to, and no account is named. */
    String NO_ACCOUNT = "default";

    String subscription();

    /** Sequence of the event whose delivery led to it; 0 when none did. */
    long event();

    Instant at();

    /** What happened, for people. */
    String reason();

    /** A subscription is in another state than before. */
    sealed interface OfState extends Notice {
        EventType type();

        Instant since();

        /** The account to tell it in when no event's delivery led to it. */
        default String account() {
            return NO_ACCOUNT;
        }
    }

    /**
     * @param last what the last attempt came to
     * @param since the first of the failures
     */
    record Failing(String subscription, long event, int failures, String last, Instant since, Instant at)
            implements OfState {
        @Override
        public EventType type() {
            return EventType.SUBSCRIPTION_FAILING;
        }

        @Override
        public String reason() {
            return failures + " attempts in a row failed, the last one: " + last;
        }
    }

    /** @param reason the subscription's problem */
    record Disabled(String subscription, long event, String account, String reason, Instant at) implements OfState {
        @Override
        public EventType type() {
            return EventType.SUBSCRIPTION_DISABLED;
        }

        @Override
        public Instant since() {
            return at;
        }
    }

    /** @param since the first of the failures that are over */
    record Recovered(String subscription, long event, Instant since, Instant at) implements OfState {
        @Override
        public EventType type() {
            return EventType.SUBSCRIPTION_RECOVERED;
        }

        @Override
        public String reason() {
            return "Its receiver takes events again; it failed since " + since;
        }
    }

    /**
     * A delivery was given up.
     *
     * @param status of the last answer
     * @param error class of the last failure
     * @param last what the last attempt came to
     */
    record Exhausted(
            String subscription,
            long event,
            long delivery,
            int attempts,
            Optional<Integer> status,
            String error,
            String last,
            Instant at)
            implements Notice {
        @Override
        public String reason() {
            return attempts == 1
                    ? "Given up after the first attempt: " + last
                    : "Given up after " + attempts + " attempts, the last one: " + last;
        }
    }
}
