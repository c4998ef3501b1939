package dev.tidemark.console.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.event.EventType;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Json;
import java.time.Instant;

/**
 * An event in one line.
 *
 * @param tone colour of its badge: good, warn, bad, accent, or none
 * @param who viewer, or what it is about where nobody watches; empty when that is not told
 * @param video title; empty when it is about none
 * @param what a few words
 * @param backfill history, not news
 */
public record EventLine(
        String id,
        EventType type,
        String tone,
        String account,
        Instant time,
        String who,
        String video,
        String what,
        boolean backfill) {

    public static EventLine of(StoredEvent event) {
        JsonNode data = Json.read(event.document()).path("data");
        Told told = new Told(event.type(), data);
        return new EventLine(
                event.id(),
                event.type(),
                tone(event.type()),
                event.account(),
                event.time(),
                told.who(),
                told.video(),
                told.what(),
                data.path("backfill").asBoolean());
    }

    static String tone(EventType type) {
        return switch (type) {
            case VIEW_COMPLETED, SERIES_COMPLETED, SOURCE_RECOVERED, SUBSCRIPTION_RECOVERED -> "good";
            case SOURCE_UNAUTHORIZED, SUBSCRIPTION_DISABLED, DELIVERY_EXHAUSTED -> "bad";
            case SOURCE_THROTTLED, SOURCE_LAGGING, SOURCE_SCHEMA_CHANGED, SUBSCRIPTION_FAILING -> "warn";
            default -> type.stream().equals("views") ? "accent" : "";
        };
    }
}
