package dev.tidemark.mindstamp.date;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The two forms in which nearly all dates come, read without patterns: a page of 100 rows has 400 of them.
 * {@code 2022-01-01T05:12:33.120Z} with up to nine digits of fraction, and {@code Sat, 1 Jan 2022 05:12:32 UTC +00:00}.
 */
final class FastDates {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final String ODD_END = " UTC +00:00";
    private static final int NANO_DIGITS = 9;

    private FastDates() {}

    /** Empty where the text has neither form, or is no date. */
    static Optional<Instant> parse(String text) {
        try {
            if (text.length() >= 20 && text.charAt(10) == 'T' && text.charAt(text.length() - 1) == 'Z') {
                return iso(text);
            }
            return text.endsWith(ODD_END) ? odd(text) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether the text is a date as {@link Instant#toString} writes it. */
    static boolean isCanonical(String text) {
        int length = text.length();
        boolean hasForm = length == 20 || (length == 24 && !text.endsWith("000Z"));
        return hasForm
                && text.charAt(10) == 'T'
                && text.charAt(length - 1) == 'Z'
                && parse(text).isPresent();
    }

    private static Optional<Instant> iso(String text) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int nanos = fraction(text);
        boolean isForm = text.charAt(4) == '-' && text.charAt(7) == '-' && (year | month | day | nanos) >= 0;
        return isForm ? time(year, month, day, text, 11, nanos) : Optional.empty();
    }

    private static Optional<Instant> odd(String text) {
        int comma = text.indexOf(", ");
        int blank = text.indexOf(' ', comma + 2);
        if (comma != 3 || blank < 0 || text.length() != blank + 18 + ODD_END.length()) {
            return Optional.empty();
        }
        int day = number(text, comma + 2, blank);
        int month = MONTHS.indexOf(text.substring(blank + 1, blank + 4));
        int year = number(text, blank + 5, blank + 9);
        boolean isForm =
                text.charAt(blank + 4) == ' ' && text.charAt(blank + 9) == ' ' && month % 3 == 0 && (day | year) >= 0;
        return isForm ? time(year, month / 3 + 1, day, text, blank + 10, 0) : Optional.empty();
    }

    private static Optional<Instant> time(int year, int month, int day, String text, int at, int nanos) {
        int hour = number(text, at, at + 2);
        int minute = number(text, at + 3, at + 5);
        int second = number(text, at + 6, at + 8);
        boolean isForm = text.charAt(at + 2) == ':' && text.charAt(at + 5) == ':' && (hour | minute | second) >= 0;
        if (!isForm || hour > 23 || minute > 59 || second > 59) {
            return Optional.empty();
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Optional.of(Instant.ofEpochSecond(days * 86_400 + hour * 3_600L + minute * 60L + second, nanos));
    }

    /** Digits between the seconds' point and the Z as nanoseconds; -1 where there is something else. */
    private static int fraction(String text) {
        int end = text.length() - 1;
        if (end == 19) {
            return 0;
        }
        int digits = end - 20;
        if (text.charAt(19) != '.' || digits < 1 || digits > NANO_DIGITS) {
            return -1;
        }
        int nanos = number(text, 20, end);
        for (int i = digits; i < NANO_DIGITS && nanos >= 0; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** -1 where there is anything but digits. */
    private static int number(String text, int from, int to) {
        int number = from < to && to - from <= NANO_DIGITS ? 0 : -1;
        for (int i = from; i < to && number >= 0; i++) {
            int digit = text.charAt(i) - '0';
            number = digit >= 0 && digit <= 9 ? number * 10 + digit : -1;
        }
        return number;
    }
}
