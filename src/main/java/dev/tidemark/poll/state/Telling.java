package dev.tidemark.poll.state;

/** What is told of what a sweep finds. */
public enum Telling {
    /** What changed. */
    NEWS,
    /** Nothing: the operator has it learned again, silently. */
    SILENT,
    /** What changed, and all that was never told, marked as backfill. */
    HISTORY
}
