package dev.tidemark.poll.plan;

import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.budget.CallClass;

/** One call to make, and what for. */
public sealed interface Ask {
    StreamName stream();

    /** Whose share of the budget it is spent from. */
    CallClass callClass();

    /** The next page of the newest rows. */
    record Head(StreamName stream) implements Ask {
        @Override
        public CallClass callClass() {
            return CallClass.HEAD;
        }
    }

    /**
     * The next page of the walk round the whole list.
     *
     * @param learning it is the first round
     */
    record Round(StreamName stream, boolean learning) implements Ask {
        @Override
        public CallClass callClass() {
            return learning ? CallClass.BACKFILL : CallClass.SWEEP;
        }
    }

    /** Rows under way that were not seen lately. */
    record Refresh(StreamName stream) implements Ask {
        @Override
        public CallClass callClass() {
            return CallClass.ACTIVE;
        }
    }

    /** A row that was missing where it should have been. */
    record Confirm(StreamName stream) implements Ask {
        @Override
        public CallClass callClass() {
            return CallClass.CONFIRM;
        }
    }

    /** The answers of one view whose count of interactions rose. */
    record Answers(StreamName stream) implements Ask {
        @Override
        public CallClass callClass() {
            return CallClass.ACTIVE;
        }
    }

    /** The source's own count of the rows. */
    record Audit(StreamName stream) implements Ask {
        @Override
        public CallClass callClass() {
            return CallClass.SWEEP;
        }
    }

    /** What belongs to one group or series. */
    record Members(StreamName stream) implements Ask {
        @Override
        public CallClass callClass() {
            return CallClass.SWEEP;
        }
    }
}
