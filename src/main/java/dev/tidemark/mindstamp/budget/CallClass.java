package dev.tidemark.mindstamp.budget;

/** What a call is made for, the most urgent first (detection.md B2 point 8). */
public enum CallClass {
    /** Looks for news at the head of a list. */
    HEAD,
    /** Looks again at what is under way. */
    ACTIVE,
    /** Makes sure of something: that a row is gone, that a token is good again. */
    CONFIRM,
    /** Goes round a whole list for what was missed. */
    SWEEP,
    /** Learns what was there before the account was watched. */
    BACKFILL,
    /** Calls of other programs that are passed on. */
    CALLERS
}
