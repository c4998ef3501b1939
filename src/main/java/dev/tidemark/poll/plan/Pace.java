package dev.tidemark.poll.plan;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast an account is called: all of its budget while something happens, ever slower when nothing does, down to
 * what an idle account costs. A few calls may follow each other at once after a pause.
 *
 * @param callsPerHour what the account may use of its token's budget
 * @param tokens calls that may be made at once, as of {@code at}
 */
public record Pace(double callsPerHour, double tokens, Instant at) {
    /** What an account costs in which nothing happens (detection.md, requirement 24). */
    public static final double IDLE_PER_HOUR = 55;
    /** After a change the full pace lasts so long; then it falls with the time since. */
    static final Duration LIVELY = Duration.ofMinutes(2);
    /** Nothing happened for so long: idle. */
    static final Duration IDLE_AFTER = Duration.ofMinutes(30);

    private static final double BURST = 8;
    /** Of the budget: what remains is for token checks and what others call. */
    static final double USABLE = 0.95;

    /** At the start much has to be learned. */
    public static Pace start(double callsPerHour, Instant now) {
        return new Pace(callsPerHour, Math.min(40, callsPerHour / 25), now);
    }

    /** The account's part of the budget is another one now. */
    public Pace of(double otherCallsPerHour) {
        return new Pace(otherCallsPerHour, tokens, at);
    }

    /**
     * Calls an hour at that time.
     *
     * @param quiet since when nothing happened
     */
    public double rate(Duration quiet) {
        double full = callsPerHour * USABLE;
        double idle = Math.min(full, IDLE_PER_HOUR);
        if (quiet.compareTo(LIVELY) <= 0) {
            return full;
        }
        return quiet.compareTo(IDLE_AFTER) >= 0 ? idle : Math.max(idle, full * LIVELY.toMillis() / quiet.toMillis());
    }

    /** As it is at that time. */
    public Pace until(Instant now, Duration quiet) {
        double hours = Math.max(0, Duration.between(at, now).toMillis()) / 3_600_000.0;
        double most = Math.max(tokens, BURST);
        return new Pace(callsPerHour, Math.min(most, tokens + hours * rate(quiet)), now);
    }

    public boolean mayCall() {
        return tokens >= 1;
    }

    public Pace called() {
        return new Pace(callsPerHour, tokens - 1, at);
    }
}
