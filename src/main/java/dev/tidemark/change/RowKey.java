package dev.tidemark.change;

import dev.tidemark.mindstamp.row.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Where a row stands in its list: its creation time as text of fixed width, so that texts compare as times do. */
public final class RowKey {
    private static final DateTimeFormatter FIXED =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    /** What the formatter above writes; by hand, since each row of each page needs two. */
    private static final String PATTERN = "0000-00-00T00:00:00.000000000Z";

    private static final long DAY = 86_400;

    private RowKey() {}

    /** Empty text, before all others, for a row without a readable creation time. */
    public static String of(Row row) {
        return row.createdAt().map(RowKey::of).orElse("");
    }

    public static String of(Instant instant) {
        long second = instant.getEpochSecond();
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(second, DAY));
        if (day.getYear() < 0 || day.getYear() > 9999) {
            return FIXED.format(instant);
        }
        char[] text = PATTERN.toCharArray();
        int ofDay = (int) Math.floorMod(second, DAY);
        put(text, 0, 4, day.getYear());
        put(text, 5, 7, day.getMonthValue());
        put(text, 8, 10, day.getDayOfMonth());
        put(text, 11, 13, ofDay / 3600);
        put(text, 14, 16, ofDay / 60 % 60);
        put(text, 17, 19, ofDay % 60);
        put(text, 20, 29, instant.getNano());
        return new String(text);
    }

    private static void put(char[] text, int from, int to, int number) {
        int rest = number;
        for (int i = to - 1; i >= from; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
