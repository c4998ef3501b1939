package dev.tidemark.callback.format.slack;

import java.util.Locale;

/** Numbers as people read them. */
final class Figures {
    private static final int CELLS = 10;

    private Figures() {}

    /** {@code 95%}, {@code 33.3%}. */
    static String percent(double percentage) {
        return number(percentage) + "%";
    }

    /** Full at 100 only. */
    static String bar(double percentage) {
        int full = (int) (percentage * CELLS / 100);
        return "`" + "▓".repeat(full) + "░".repeat(CELLS - full) + "` " + percent(percentage);
    }

    /** {@code 52 s}, {@code 2 min 52 s}, {@code 1 h 3 min}. */
    static String seconds(double seconds) {
        long whole = Math.max(0, (long) seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    static String number(double number) {
        return number == Math.rint(number)
                ? String.format(Locale.ROOT, "%.0f", number)
                : String.format(Locale.ROOT, "%.1f", number);
    }
}
