package dev.tidemark.callback.delivery;

import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryAttempt;
import dev.tidemark.callback.history.DeliveryFilter;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.history.DeliveryStore;
import dev.tidemark.callback.subscriber.Subscriber;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.outbox.StoredEvent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Events of one row each, subscriptions by the path they are sent to, and claims without the loop. */
abstract class CallbackScene extends DeliveryScene {
    @Inject
    Turns turns;

    final Subscriber subscriber(String id) {
        subscribers.changed();
        return subscribers.enabled().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    final Health health(Subscriptions.Created subscription) {
        return subscriptions
                .find(subscription.subscription().id())
                .orElseThrow()
                .health();
    }

    final List<ClaimStore.Claimed> claim(Subscriptions.Created subscription, int places) {
        return turns.settleAndClaim(
                        List.of(),
                        List.of(new ClaimStore.Room(
                                subscriber(subscription.subscription().id()), places, false)),
                        Set.of())
                .claimed();
    }

    final Subscriptions.Created subscribe(String path) {
        return subscriptions.create(draft("s" + path.substring(1), path, List.of(), List.of(), true));
    }

    final SubscriptionDraft draft(String id, String path, List<String> types, List<String> accounts, boolean enabled) {
        return Drafts.draft(Optional.of(id), Optional.empty(), Optional.of(server.url(path)), types, accounts, enabled);
    }

    final List<StoredEvent> append(int count) {
        return append(IntStream.range(0, count)
                .mapToObj(_ -> UUID.randomUUID().toString())
                .toArray(String[]::new));
    }

    final Delivery only() {
        return all().getFirst();
    }

    final List<DeliveryAttempt> attempts() {
        return deliveries.attempts(only().id());
    }

    final long count(String subscription, DeliveryState state) {
        return deliveries.after(DeliveryStore.Place.START, DeliveryFilter.ALL, 1000).stream()
                .filter(one -> one.subscription().equals(subscription) && one.state() == state)
                .count();
    }
}
