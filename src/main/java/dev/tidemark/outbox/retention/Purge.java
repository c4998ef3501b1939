package dev.tidemark.outbox.retention;

import java.time.Instant;

/** Something that is not kept for ever. */
public interface Purge {
    /** What goes, in one word, for log and metric. */
    String what();

    /** A walk over what is old at this time, from its oldest on. */
    Walk begin(Instant now);

    /** Each step is one short transaction, so that a process may end between any two. */
    interface Walk {
        Step step();
    }

    /**
     * @param removed how many
     * @param last there is nothing more that is old
     */
    record Step(int removed, boolean last) {}
}
