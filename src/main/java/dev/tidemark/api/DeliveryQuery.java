package dev.tidemark.api;

import dev.tidemark.callback.history.DeliveryFilter;
import dev.tidemark.callback.history.DeliveryFilterText;
import dev.tidemark.callback.history.DeliveryStore.Place;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The query parameters of {@code GET /deliveries}. */
class DeliveryQuery {
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
        Map<String, Optional<String>> given = Map.of(
                "subscription", Optional.ofNullable(subscription),
                "status", Optional.ofNullable(status),
                "type", Optional.ofNullable(type),
                "code", Optional.ofNullable(code),
                "error", Optional.ofNullable(error),
                "event", Optional.ofNullable(event),
                "from", Optional.ofNullable(from),
                "to", Optional.ofNullable(to));
        return DeliveryFilterText.read(name -> given.getOrDefault(name, Optional.empty()));
    }

    Place place() {
        return DeliveryFilterText.place(Optional.ofNullable(after));
    }
}
