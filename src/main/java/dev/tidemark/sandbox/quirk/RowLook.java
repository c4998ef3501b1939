package dev.tidemark.sandbox.quirk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tidemark.sandbox.quirk.Switches.DateText;
import dev.tidemark.sandbox.quirk.Switches.Field;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How a row looks: the text of its dates, the fields it lacks, the clock that dated it. */
public final class RowLook {
    private static final List<String> ODD_DATES = List.of("started", "finished");
    private static final DateTimeFormatter ODD = utc("EEE, d MMM uuuu HH:mm:ss 'UTC +00:00'");
    private static final DateTimeFormatter ISO = utc("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
    private static final DateTimeFormatter PADDED = utc("EEE, dd MMM uuuu HH:mm:ss 'UTC +00:00'");
    private static final DateTimeFormatter NANOS = utc("EEE, dd MMM uuuu HH:mm:ss.SSSSSSSSS 'UTC +00:00'");

    private final DateText dates;
    private final Set<Field> absent;
    private final int createdSkew;

    public RowLook(Quirks quirks) {
        this.dates = quirks.get(Switches.DATE_TEXT);
        this.absent = quirks.get(Switches.ABSENT_FIELDS);
        this.createdSkew = quirks.get(Faults.CREATED_SKEW_SECONDS);
    }

    /** Changes the row it is given. */
    public ObjectNode apply(ObjectNode row) {
        if (dates != DateText.ODD) {
            ODD_DATES.forEach(name -> redate(row, name));
        }
        if (createdSkew != 0 && row.get("created_at") instanceof TextNode created) {
            row.put("created_at", ISO.format(Instant.parse(created.textValue()).plusSeconds(createdSkew)));
        }
        absent.forEach(field -> row.remove(field.name().toLowerCase(Locale.ROOT)));
        return row;
    }

    private void redate(ObjectNode row, String name) {
        if (row.get(name) instanceof TextNode text) {
            Instant time = ODD.parse(text.textValue(), Instant::from);
            row.put(name, formatter().format(time));
        }
    }

    private DateTimeFormatter formatter() {
        return switch (dates) {
            case ODD -> ODD;
            case ISO -> ISO;
            case PADDED -> PADDED;
            case NANOS -> NANOS;
        };
    }

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US).withZone(ZoneOffset.UTC);
    }
}
