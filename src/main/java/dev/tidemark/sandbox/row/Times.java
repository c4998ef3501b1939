package dev.tidemark.sandbox.row;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The two ways Mindstamp writes a time. */
public final class Times {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.US)
            .withZone(UTC);
    private static final DateTimeFormatter ODD = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss 'UTC +00:00'", Locale.US)
            .withZone(UTC);

    private Times() {}

    /** {@code 2020-10-28T19:10:34.748Z}: created_at, updated_at. */
    public static String iso(Instant time) {
        return ISO.format(time);
    }

    /** {@code Sat, 1 Jan 2022 05:12:32 UTC +00:00}: started, finished; the day is not padded. */
    public static String odd(Instant time) {
        return ODD.format(time);
    }
}
