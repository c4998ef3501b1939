package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.mindstamp.date.MindstampDates;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What makes a row poison: a value that is there but says nothing, where its being taken for a missing one would tell
 * something wrong. Checked are the fields that are known of a kind of row and documented as a date, a number or an object
 * (mindstamp-api.md §1); {@code screen_width} is a text there. Each answer is a reason for a person.
 */
final class RowFaults {
    /** Beyond 100 there is no sense in it, but views watched twice may be counted so. */
    private static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(1000);

    private static final int SHOWN = 60;

    private static final List<String> DATES = List.of("created_at", "updated_at");

    private static final Checked VIEW = new Checked(
            Row.DATES,
            List.of(
                    "percentage",
                    "elapsed",
                    "watched",
                    "last_point",
                    "furthest_point",
                    "interaction_count",
                    "participation",
                    "correctness",
                    "export_count"),
            List.of("variables"));
    private static final Checked INTERACTION =
            new Checked(DATES, List.of("time", "finish", "export_count"), List.of("variables"));
    private static final Checked VIDEO = new Checked(DATES, List.of("duration"), List.of());
    private static final Checked OTHER = new Checked(DATES, List.of(), List.of());

    private RowFaults() {}

    /** The fields of a kind of row that have to hold what they are known for. */
    private record Checked(List<String> dates, List<String> numbers, List<String> objects) {}

    static Optional<String> of(Row row) {
        Checked checked = switch (row) {
            case View _ -> VIEW;
            case Interaction _ -> INTERACTION;
            case Video _ -> VIDEO;
            case Viewer _, Group _, Series _, Plink _, AccessList _, Member _ -> OTHER;
        };
        ObjectNode fields = row.fields();
        return Stream.of(
                        checked.dates().stream().flatMap(name -> date(name, fields).stream()),
                        checked.numbers().stream().flatMap(name -> number(name, row).stream()),
                        checked.objects().stream().flatMap(name -> object(name, fields).stream()))
                .flatMap(faults -> faults)
                .findFirst();
    }

    static Optional<String> ofId(JsonNode id) {
        if (id.isMissingNode() || id.isNull()) {
            return Optional.of("id is missing");
        }
        if (!id.isTextual() && !id.isNumber()) {
            return Optional.of("id is " + shown(id) + ", not a text");
        }
        return Row.isUsableId(id.asText())
                ? Optional.empty()
                : Optional.of("id is empty, longer than " + Row.LONGEST_ID + " characters, or has characters that no id"
                        + " has: " + shown(id));
    }

    /** For a person: what a value is, or its beginning. */
    static String shown(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            default -> start(value.toString().replaceAll("\\p{Cntrl}", " "));
        };
    }

    private static Optional<String> date(String name, ObjectNode fields) {
        JsonNode value = fields.path(name);
        return isAbsent(value)
                        || (value.isTextual()
                                && MindstampDates.parse(value.textValue()).isPresent())
                ? Optional.empty()
                : Optional.of(name + " is " + shown(value) + ", which is no date that can be read");
    }

    private static Optional<String> number(String name, Row row) {
        JsonNode value = row.fields().path(name);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        Optional<BigDecimal> number = row.decimal(name);
        if (number.isEmpty()) {
            return Optional.of(name + " is " + shown(value) + ", not a number");
        }
        boolean isNoPercentage = number.get().signum() < 0 || number.get().compareTo(MOST_PERCENT) > 0;
        return name.equals("percentage") && isNoPercentage
                ? Optional.of(name + " is " + shown(value) + ", which is not within 0 and " + MOST_PERCENT)
                : Optional.empty();
    }

    private static Optional<String> object(String name, ObjectNode fields) {
        JsonNode value = fields.path(name);
        return isAbsent(value) || value.isObject()
                ? Optional.empty()
                : Optional.of(name + " is " + shown(value) + ", not an object");
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static String start(String text) {
        if (text.length() <= SHOWN) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return text.substring(0, end) + "…";
    }
}
