package dev.tidemark.console;

import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How numbers, durations and times are written on every page: always with their unit. */
@TemplateExtension
class Shown {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Shown() {}

    /** 1234567 → 1,234,567. */
    static String grouped(Number number) {
        return String.format(Locale.ROOT, "%,d", number.longValue());
    }

    /** 2 h 5 min, 3.4 s, 120 ms: the two units that matter. */
    static String spoken(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds >= 86_400) {
            return duration.toDays() + " d" + rest(duration.toHoursPart(), "h");
        }
        if (seconds >= 3_600) {
            return duration.toHours() + " h" + rest(duration.toMinutesPart(), "min");
        }
        if (seconds >= 60) {
            return duration.toMinutes() + " min" + rest(duration.toSecondsPart(), "s");
        }
        if (seconds >= 10) {
            return seconds + " s";
        }
        return duration.toMillis() >= 1_000
                ? String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0)
                : duration.toMillis() + " ms";
    }

    /** The text of a time before the reader's browser writes it in the reader's zone. */
    static String utc(Instant time) {
        return UTC.format(time);
    }

    /** As browsers read it, to the millisecond. */
    static String iso(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** As one step of a path. */
    static String inPath(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String rest(int more, String unit) {
        return more == 0 ? "" : " " + more + " " + unit;
    }
}
