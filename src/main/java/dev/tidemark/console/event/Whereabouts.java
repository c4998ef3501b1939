package dev.tidemark.console.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryFilter;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.history.DeliveryStore;
import dev.tidemark.console.delivery.DeliveryLine;
import dev.tidemark.kafka.PublicationState;
import dev.tidemark.kafka.PublicationStore;
import dev.tidemark.outbox.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where an event went, and when. */
@ApplicationScoped
class Whereabouts {
    /** Deliveries that a page shows. */
    static final int MOST = 100;

    private final DeliveryStore deliveries;
    private final PublicationStore publications;

    Whereabouts(DeliveryStore deliveries, PublicationStore publications) {
        this.deliveries = deliveries;
        this.publications = publications;
    }

    /**
     * @param topic where it is due on Kafka; empty where Kafka was off
     * @param published once it is there
     * @param problem why no broker takes it; empty where that is not so
     * @param more there are more deliveries than these
     */
    record Went(
            String topic,
            Optional<PublicationState.Published> published,
            String problem,
            List<DeliveryLine> deliveries,
            boolean more,
            List<Moment> moments) {}

    Went of(StoredEvent event, JsonNode data) {
        List<Delivery> found = found(event, MOST + 1);
        Optional<PublicationState> publication = publications.find(event.sequence());
        Optional<PublicationState.Published> published = publication.flatMap(
                state -> state instanceof PublicationState.Published done ? Optional.of(done) : Optional.empty());
        return new Went(
                publication.map(PublicationState::topic).orElse(""),
                published,
                publication.map(Whereabouts::problem).orElse(""),
                found.stream().limit(MOST).map(DeliveryLine::of).toList(),
                found.size() > MOST,
                Moment.of(event.time(), data, published.map(PublicationState.Published::at), firstDelivered(found)));
    }

    /** Those that have it, or had it before they were deleted. */
    Set<String> subscriptions(StoredEvent event) {
        return found(event, Integer.MAX_VALUE).stream()
                .map(Delivery::subscription)
                .collect(Collectors.toSet());
    }

    private List<Delivery> found(StoredEvent event, int limit) {
        return deliveries.after(DeliveryStore.Place.START, DeliveryFilter.ofEvent(event.id()), limit);
    }

    private static String problem(PublicationState state) {
        return switch (state) {
            case PublicationState.Rejected rejected ->
                "no broker takes it. " + rejected.why().orElse("");
            case PublicationState.Expunged _ -> "it was expunged before it was written.";
            case PublicationState.Pending _, PublicationState.Published _ -> "";
        };
    }

    private static Optional<Instant> firstDelivered(List<Delivery> deliveries) {
        return deliveries.stream()
                .filter(delivery -> delivery.state() == DeliveryState.DELIVERED)
                .flatMap(delivery -> delivery.settledAt().stream())
                .min(Comparator.naturalOrder());
    }
}
