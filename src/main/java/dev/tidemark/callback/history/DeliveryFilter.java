package dev.tidemark.callback.history;

import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.event.EventType;
import java.time.Instant;
import java.util.Optional;

/**
 * Which deliveries are wanted; an empty part does not narrow.
 *
 * @param code HTTP status of the last attempt
 * @param error class of the last attempt's failure
 * @param from when the event was logged, inclusive
 * @param to when the event was logged, exclusive
 */
public record DeliveryFilter(
        Optional<String> subscription,
        Optional<DeliveryState> state,
        Optional<EventType> type,
        Optional<Integer> code,
        Optional<ErrorClass> error,
        Optional<String> event,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** All of one subscription. */
    public static DeliveryFilter ofSubscription(String id) {
        return new DeliveryFilter(
                Optional.of(id),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** All of one event. */
    public static DeliveryFilter ofEvent(String id) {
        return new DeliveryFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(id),
                Optional.empty(),
                Optional.empty());
    }

    public static final DeliveryFilter ALL = new DeliveryFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
