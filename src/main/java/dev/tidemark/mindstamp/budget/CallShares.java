package dev.tidemark.mindstamp.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may call next, for both windows (detection.md B2 point 8). Pure.
 *
 * <p>The limit is never exceeded. What a class is to get at least is kept free for it while it wants calls; beyond that
 * a class lets more urgent ones go first that wait; callers have a most. What nobody keeps goes to whoever asks. Shares
 * are rounded down, so that together they never fill a limit; a class whose share of a small limit is less than one
 * call takes turns: it goes first while it has less than its share of the calls of the last hour.
 */
record CallShares(CallLimits limits, CallHistory history) {
    /** A class may ask a little more than before. */
    private static final int SOME = 5;

    private record Window(Duration length, int limit) {}

    /** When a call of the class is allowed, if nothing else is spent until then: empty for now. */
    Optional<Instant> nextAllowed(CallClass callClass, Instant now) {
        if (isAllowed(callClass, now)) {
            return Optional.empty();
        }
        Instant never = now.plus(CallLimits.HOUR);
        return Stream.concat(history.turningPoints().filter(now::isBefore), Stream.of(never))
                .sorted()
                .filter(moment -> isAllowed(callClass, moment))
                .findFirst()
                // Only callers without any share.
                .or(() -> Optional.of(never));
    }

    private boolean isAllowed(CallClass callClass, Instant now) {
        return isAllowed(callClass, new Window(CallLimits.MINUTE, limits.perMinute()), now)
                && isAllowed(callClass, new Window(CallLimits.HOUR, limits.perHour()), now);
    }

    private boolean isAllowed(CallClass callClass, Window window, Instant now) {
        if (history.spent(window.length(), now) + keptForOthers(callClass, window, now) >= window.limit()) {
            return false;
        }
        if (callClass == CallClass.CALLERS
                && history.spent(callClass, window.length(), now) >= limits.callersMost(window.limit())) {
            return false;
        }
        return Stream.of(CallClass.values())
                .filter(other -> other != callClass && history.isWaiting(other, now))
                .noneMatch(other -> goesBefore(other, callClass, window, now));
    }

    private int keptForOthers(CallClass callClass, Window window, Instant now) {
        int kept = 0;
        for (CallClass other : CallClass.values()) {
            if (other != callClass) {
                int owed = Math.max(0, least(other, window) - history.spent(other, window.length(), now));
                kept += Math.min(owed, mostKeptFor(other, callClass, window, now));
            }
        }
        return kept;
    }

    /**
     * While a class waits, all of its own; of the hour otherwise what it will ask for in the next quarter if it goes on as
     * in the last one. What it is kept and does not use is lost: the others would stand still for minutes until the hour
     * frees calls again. Of one that has just begun nobody can tell; less urgent ones leave it all of its own.
     */
    private int mostKeptFor(CallClass other, CallClass asking, Window window, Instant now) {
        if (!history.isWanting(other, window.length(), now)) {
            return 0;
        }
        if (window.length().equals(CallLimits.MINUTE) || history.isWaiting(other, now)) {
            return Integer.MAX_VALUE;
        }
        int lately = history.spent(other, CallHistory.OF_LATE, now);
        boolean isNew = lately == history.spent(other, CallLimits.HOUR, now);
        return isNew && other.isBefore(asking) ? Integer.MAX_VALUE : SOME + lately;
    }

    /** Whether a class that waits goes before another one that asks. */
    private boolean goesBefore(CallClass waiting, CallClass asking, Window window, Instant now) {
        boolean asksForItsOwn = isOwed(asking, window, now);
        if (takesTurns(waiting, window) && isOwed(waiting, window, now)) {
            return !asksForItsOwn || (takesTurns(asking, window) && waiting.isBefore(asking));
        }
        return !asksForItsOwn && waiting.isBefore(asking);
    }

    /** Whether the class has had less than its least. */
    private boolean isOwed(CallClass callClass, Window window, Instant now) {
        if (!takesTurns(callClass, window)) {
            return history.spent(callClass, window.length(), now) < least(callClass, window);
        }
        Window hour = new Window(CallLimits.HOUR, limits.perHour());
        int spent = history.spent(callClass, hour.length(), now);
        boolean lessThanItsShare = spent * 100 < callClass.leastPercent() * history.spent(hour.length(), now);
        // Beyond its own of the hour it may be held back there: nobody waits for it here.
        return lessThanItsShare && (takesTurns(callClass, hour) || spent < least(callClass, hour));
    }

    private static boolean takesTurns(CallClass callClass, Window window) {
        return callClass.leastPercent() > 0 && least(callClass, window) == 0;
    }

    private static int least(CallClass callClass, Window window) {
        return Math.toIntExact((long) callClass.leastPercent() * window.limit() / 100);
    }
}
