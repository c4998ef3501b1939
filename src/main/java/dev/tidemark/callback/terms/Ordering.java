package dev.tidemark.callback.terms;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which order a subscription gets its events. */
public enum Ordering {
    /** Whichever is due; retries come when they come. */
    NONE,
    /** Per {@code partitionkey}: the next waits until the one before is delivered or given up; other keys go on. */
    KEY;

    /** When a delivery is due that waits for the one before it with the same key. */
    public static final Instant WAITS = Instant.parse("9999-12-31T00:00:00Z");

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
