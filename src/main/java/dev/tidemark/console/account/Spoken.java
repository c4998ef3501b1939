package dev.tidemark.console.account;

import java.time.Duration;
import java.util.Locale;

/** Figures of the account pages in words. */
final class Spoken {
    private Spoken() {}

    /** No finer than an estimate is: about 3 min, about 2 h 15 min, about 4 d. */
    static String about(Duration time) {
        long minutes = (time.toSeconds() + 59) / 60;
        if (minutes <= 1) {
            return "less than a minute";
        }
        if (minutes < 60) {
            return "about " + minutes + " min";
        }
        if (minutes < 24 * 60) {
            long quarters = (minutes + 14) / 15;
            long rest = quarters % 4 * 15;
            return "about " + quarters / 4 + " h" + (rest == 0 ? "" : " " + rest + " min");
        }
        return "about " + (minutes + 12 * 60) / (24 * 60) + " d";
    }

    static String rows(long count) {
        return count == 1 ? "1 row" : grouped(count) + " rows";
    }

    static String pages(long count) {
        return count == 1 ? "1 page" : grouped(count) + " pages";
    }

    static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
