package dev.tidemark.callback.terms;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which order a subscription gets its events. */
public enum Ordering {
    /** Whichever is due; retries come when they come. */
    NONE,
    /** Per {@code partitionkey}: the next waits until the one before is delivered or given up; other keys go on. */
    KEY;

    /** As written in JSON and stored. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Ordering> byText(String text) {
        return Arrays.stream(values())
                .filter(ordering -> ordering.text().equals(text))
                .findFirst();
    }
}
