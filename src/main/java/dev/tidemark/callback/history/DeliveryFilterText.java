package dev.tidemark.callback.history;

import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.history.DeliveryStore.Place;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A filter and a place as text, as an address has them; what cannot be used is refused by its name. */
public final class DeliveryFilterText {
    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");
    private static final String TIME = "a time such as 2026-01-01T05:00:00Z";

    private DeliveryFilterText() {}

    /**
     * @param parameters text by name: subscription, status, type, code, error, event, from, to; empty text is as none
     * @throws ProblemException 400 naming the first that cannot be used
     */
    public static DeliveryFilter read(Function<String, Optional<String>> parameters) {
        Function<String, Optional<String>> given =
                name -> parameters.apply(name).filter(text -> !text.isEmpty());
        return new DeliveryFilter(
                given.apply("subscription"),
                parse("status", given, DeliveryState::byText, "one of " + states()),
                parse("type", given, EventType::byShortName, "one of " + types()),
                parse("code", given, DeliveryFilterText::code, "an HTTP status such as 503"),
                parse("error", given, ErrorClass::byText, "one of " + errors()),
                given.apply("event"),
                parse("from", given, DeliveryFilterText::time, TIME),
                parse("to", given, DeliveryFilterText::time, TIME));
    }

    /** @throws ProblemException 400 when it is not what {@link #cursor} gave */
    public static Place place(Optional<String> after) {
        return parse(
                        "after",
                        _ -> after.filter(text -> !text.isEmpty()),
                        DeliveryFilterText::cursor,
                        "the next of an answer before")
                .orElse(Place.START);
    }

    public static String cursor(Delivery last) {
        return last.sequence() + "-" + last.id();
    }

    private static <T> Optional<T> parse(
            String name,
            Function<String, Optional<String>> given,
            Function<String, Optional<T>> reader,
            String wanted) {
        return given.apply(name)
                .map(text -> reader.apply(text)
                        .orElseThrow(() ->
                                new ProblemException(Problem.badRequest(name, "'" + text + "' is not " + wanted))));
    }

    private static Optional<Integer> code(String text) {
        return text.matches("[1-9][0-9]{2}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Place> cursor(String text) {
        Matcher cursor = CURSOR.matcher(text);
        return cursor.matches()
                ? Optional.of(new Place(Long.parseLong(cursor.group(1)), Long.parseLong(cursor.group(2))))
                : Optional.empty();
    }

    private static String states() {
        return Arrays.stream(DeliveryState.values()).map(DeliveryState::text).collect(Collectors.joining(", "));
    }

    private static String errors() {
        return Arrays.stream(ErrorClass.values()).map(ErrorClass::text).collect(Collectors.joining(", "));
    }

    private static String types() {
        return Arrays.stream(EventType.values()).map(EventType::shortName).collect(Collectors.joining(", "));
    }
}
