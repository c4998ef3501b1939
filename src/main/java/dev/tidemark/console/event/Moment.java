package dev.tidemark.console.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A point on the time line of an event.
 *
 * @param after the one before it; empty for the first
 * @param within the change is known to have happened between the one before and this one
 */
record Moment(String name, Instant at, Optional<Duration> after, boolean within) {
    private record Point(String name, Instant at) {}

    /**
     * Earliest first. The change lies between when the row was last seen as it was and when it was seen changed.
     *
     * @param changed when it happened, as far as the source tells
     * @param data of the event
     */
    static List<Moment> of(
            Instant changed, JsonNode data, Optional<Instant> published, Optional<Instant> firstDelivered) {
        Optional<Instant> unchanged = time(data.at("/observed/unchanged_at"));
        Optional<Instant> seen = time(data.at("/observed/changed_at")).or(() -> time(data.path("detected_at")));
        List<Point> points = new ArrayList<>();
        unchanged.ifPresent(at -> points.add(new Point("Last seen as it was", at)));
        boolean isOfRow = data.has("observed");
        points.add(new Point(isOfRow ? "Changed" : "Happened", changed));
        seen.ifPresent(at -> points.add(new Point(isOfRow ? "Change seen" : "Noted", at)));
        published.ifPresent(at -> points.add(new Point("On Kafka", at)));
        firstDelivered.ifPresent(at -> points.add(new Point("First delivered", at)));
        points.sort(Comparator.comparing(Point::at));
        List<Moment> moments = new ArrayList<>();
        for (Point point : points) {
            Optional<Instant> before = moments.isEmpty()
                    ? Optional.empty()
                    : Optional.of(moments.getLast().at());
            boolean within = before.isPresent()
                    && unchanged.filter(from -> !before.get().isBefore(from)).isPresent()
                    && seen.filter(to -> !point.at().isAfter(to)).isPresent();
            moments.add(new Moment(
                    point.name(), point.at(), before.map(from -> Duration.between(from, point.at())), within));
        }
        return moments;
    }

    private static Optional<Instant> time(JsonNode text) {
        try {
            return text.isTextual() ? Optional.of(Instant.parse(text.textValue())) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
