package dev.tidemark.mindstamp.row;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the dates Mindstamp writes (mindstamp-api.md §1.1): ISO 8601, and the odd text of {@code started} and
 * {@code finished}, {@code Sat, 1 Jan 2022 05:12:32 UTC +00:00}, with one or two digits of day, an optional fraction,
 * and any offset.
 */
final class MindstampDates {
    private static final Pattern ODD = Pattern.compile(
            "\\p{Alpha}{3}, (\\d{1,2} \\p{Alpha}{3} \\d{4} \\d{2}:\\d{2}:\\d{2})(?:\\.(\\d{1,9}))?(?: \\p{Alpha}+)? ([+-]\\d{2}:?\\d{2})");
    private static final DateTimeFormatter ODD_DATE =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.ENGLISH);

    private MindstampDates() {}

    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(
                    !text.isEmpty() && Character.isDigit(text.charAt(0))
                            ? Instant.parse(text)
                            : parseOdd(text.strip()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant parseOdd(String text) {
        Matcher odd = ODD.matcher(text);
        if (!odd.matches()) {
            throw new DateTimeParseException("neither ISO 8601 nor Mindstamp's form", text, 0);
        }
        String fraction = odd.group(2);
        long nanos = fraction == null ? 0 : Long.parseLong((fraction + "000000000").substring(0, 9));
        return LocalDateTime.parse(odd.group(1), ODD_DATE)
                .toInstant(ZoneOffset.of(odd.group(3)))
                .plusNanos(nanos);
    }
}
