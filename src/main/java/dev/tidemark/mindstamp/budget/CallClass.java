package dev.tidemark.mindstamp.budget;

/** What a call is made for, the most urgent first, and the least it gets of a limit (detection.md B2 point 8). */
public enum CallClass {
    /** Looks for news at the head of a list. */
    HEAD(40),
    /** Looks again at what is under way. */
    ACTIVE(20),
    /** Makes sure of something: that a row is gone, that a token is good again. */
    CONFIRM(5),
    /** Goes round a whole list for what was missed. */
    SWEEP(15),
    /** Learns what was there before the account was watched. */
    BACKFILL(5),
    /** Calls of other programs that are passed on. */
    CALLERS(0);

    private final int leastPercent;

    CallClass(int leastPercent) {
        this.leastPercent = leastPercent;
    }

    /** Per cent of each limit, kept free for the class while it wants calls. */
    int leastPercent() {
        return leastPercent;
    }

    boolean isBefore(CallClass other) {
        return compareTo(other) < 0;
    }
}
