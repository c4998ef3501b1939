package dev.tidemark.api;

import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.history.DeliveryFilter;
import dev.tidemark.callback.history.DeliveryState;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The query parameters of {@code GET /deliveries}; what cannot be used is refused by its name. */
class DeliveryQuery {
    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    @RestQuery
    @Nullable
    String subscription;

    @RestQuery
    @Nullable
    String status;

    @RestQuery
    @Nullable
    String type;

    @RestQuery
    @Nullable
    String code;

    @RestQuery
    @Nullable
    String error;

    @RestQuery
    @Nullable
    String event;

    @RestQuery
    @Nullable
    String from;

    @RestQuery
    @Nullable
    String to;

    @RestQuery
    @Nullable
    String after;

    @RestQuery
    @Nullable
    String limit;

    DeliveryFilter filter() {
        return new DeliveryFilter(
                Optional.ofNullable(subscription),
                parse("status", status, DeliveryState::byText, "one of " + states()),
                parse("type", type, EventType::byShortName, "one of " + types()),
                parse("code", code, DeliveryQuery::code, "an HTTP status such as 503"),
                parse("error", error, ErrorClass::byText, "one of " + errors()),
                Optional.ofNullable(event),
                parse("from", from, DeliveryQuery::time, "a time such as 2026-01-01T05:00:00Z"),
                parse("to", to, DeliveryQuery::time, "a time such as 2026-01-01T05:00:00Z"));
    }

    Place place() {
        return parse("after", after, DeliveryQuery::place, "the next of an answer before")
                .orElse(Place.START);
    }

    static String cursor(Place place) {
        return place.sequence() + "-" + place.id();
    }

    private static <T> Optional<T> parse(
            String name, @Nullable String text, Function<String, Optional<T>> reader, String wanted) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(reader.apply(text)
                .orElseThrow(() -> new ProblemException(Problem.badRequest(name, "'" + text + "' is not " + wanted))));
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

    private static Optional<Place> place(String text) {
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
