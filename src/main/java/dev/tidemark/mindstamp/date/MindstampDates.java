package dev.tidemark.mindstamp.date;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dates Mindstamp writes (mindstamp-api.md §1.1): ISO 8601, and the odd text of {@code started} and
 * {@code finished}, {@code Sat, 1 Jan 2022 05:12:32 UTC +00:00}, with one or two digits of day, an optional fraction,
 * and any offset. Also {@code 2022-01-01 05:12:32 UTC}, the other way such servers print a time. A time without a zone
 * is none.
 */
public final class MindstampDates {
    private static final String TIME = "(?<time>\\d{2}:\\d{2}:\\d{2})(?:\\.(?<fraction>\\d{1,9}))?";
    private static final String ZONE = "(?: ?(?<zone>\\p{Alpha}+))?(?: ?(?<offset>[+-]\\d{2}(?::?\\d{2})?))?";
    private static final Pattern ODD =
            Pattern.compile("\\p{Alpha}{3}, +(?<date>\\d{1,2} \\p{Alpha}{3} \\d{4}) " + TIME + ZONE);
    private static final Pattern PLAIN = Pattern.compile("(?<date>\\d{4}-\\d{2}-\\d{2})[T ]" + TIME + ZONE);
    private static final Pattern UTC = Pattern.compile("UTC|GMT|Z");

    private static final DateTimeFormatter ODD_DATE =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter PLAIN_DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ENGLISH);

    private MindstampDates() {}

    /** Empty where the text is no date. */
    public static Optional<Instant> parse(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> usual = FastDates.parse(stripped);
        if (usual.isPresent()) {
            return usual;
        }
        try {
            if (!Character.isDigit(stripped.charAt(0))) {
                return read(ODD.matcher(stripped), ODD_DATE);
            }
            // By far the most frequent form first.
            return stripped.endsWith("Z") && stripped.indexOf('T') == 10
                    ? Optional.of(Instant.parse(stripped))
                    : read(PLAIN.matcher(stripped), PLAIN_DATE);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether the text is a date as {@link Instant#toString} writes it. */
    public static boolean isCanonical(String text) {
        return FastDates.isCanonical(text);
    }

    private static Optional<Instant> read(Matcher text, DateTimeFormatter form) {
        if (!text.matches()) {
            return Optional.empty();
        }
        String fraction = text.group("fraction");
        long nanos = fraction == null ? 0 : Long.parseLong((fraction + "000000000").substring(0, 9));
        return offset(text.group("zone"), text.group("offset"))
                .map(offset -> LocalDateTime.parse(text.group("date") + " " + text.group("time"), form)
                        .toInstant(offset)
                        .plusNanos(nanos));
    }

    /** The number counts, not the name beside it; without a number only the names of UTC are sure. */
    private static Optional<ZoneOffset> offset(@Nullable String zone, @Nullable String offset) {
        if (offset != null) {
            return Optional.of(ZoneOffset.of(offset));
        }
        return zone != null && UTC.matcher(zone).matches() ? Optional.of(ZoneOffset.UTC) : Optional.empty();
    }
}
