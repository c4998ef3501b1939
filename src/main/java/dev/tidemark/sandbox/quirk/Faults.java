package dev.tidemark.sandbox.quirk;

import java.util.List;

/** What goes wrong, each as a share of the calls or rows it can happen to; by default nothing does. */
public final class Faults {
    /** How a slow answer is slow: it begins late, or it comes in drops. */
    public enum Slowness {
        DELAYED,
        DRIPPING
    }

    /** Kinds of faults that were dealt out. */
    public enum Kind {
        ERROR,
        TIMEOUT,
        TRUNCATED,
        SLOW,
        STALE,
        SHORT_PAGE,
        LATE_ROW
    }

    /** The longest that a replica can lag behind, in seconds. */
    public static final int MOST_LAG = 60;

    /** 500, 502 or 503 instead of the answer; nothing is done. */
    public static final Dial<Double> ERROR_SHARE = Dial.share("error_share");
    /** The work is done, then no answer comes: the connection is held, then broken. */
    public static final Dial<Double> TIMEOUT_SHARE = Dial.share("timeout_share");

    public static final Dial<Integer> TIMEOUT_SECONDS = Dial.whole("timeout_seconds", 10, 0, 300);
    /** The answer's JSON ends in the middle. */
    public static final Dial<Double> TRUNCATED_SHARE = Dial.share("truncated_share");

    public static final Dial<Double> SLOW_SHARE = Dial.share("slow_share");
    public static final Dial<Integer> SLOW_MS = Dial.whole("slow_ms", 2_000, 0, 120_000);
    public static final Dial<Slowness> SLOWNESS = Dial.choice("slowness", Slowness.DELAYED);
    /** A replica answers that lags up to {@link #STALE_SECONDS} behind. */
    public static final Dial<Double> STALE_SHARE = Dial.share("stale_share");

    public static final Dial<Integer> STALE_SECONDS = Dial.whole("stale_seconds", 10, 1, MOST_LAG);
    /** Pages with fewer rows than asked for, though there are more. */
    public static final Dial<Double> SHORT_PAGE_SHARE = Dial.share("short_page_share");
    /** New rows that nobody sees for up to {@link #LATE_SECONDS}. */
    public static final Dial<Double> LATE_SHARE = Dial.share("late_share");

    public static final Dial<Integer> LATE_SECONDS = Dial.whole("late_seconds", 30, 1, 86_400);
    /** How far the Date header is off. */
    public static final Dial<Integer> DATE_SKEW_SECONDS = Dial.whole("date_skew_seconds", 0, -86_400, 86_400);
    /** How far created_at is off. */
    public static final Dial<Integer> CREATED_SKEW_SECONDS = Dial.whole("created_skew_seconds", 0, -86_400, 86_400);

    static final List<Dial<?>> ALL = List.of(
            ERROR_SHARE,
            TIMEOUT_SHARE,
            TIMEOUT_SECONDS,
            TRUNCATED_SHARE,
            SLOW_SHARE,
            SLOW_MS,
            SLOWNESS,
            STALE_SHARE,
            STALE_SECONDS,
            SHORT_PAGE_SHARE,
            LATE_SHARE,
            LATE_SECONDS,
            DATE_SKEW_SECONDS,
            CREATED_SKEW_SECONDS);

    private Faults() {}
}
