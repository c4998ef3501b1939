package dev.tidemark.callback.replay;

import dev.tidemark.callback.delivery.Dispatcher;
import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryStore;
import dev.tidemark.callback.replay.AgainStore.Standing;
import dev.tidemark.callback.subscriber.Audience;
import dev.tidemark.callback.subscriber.SubscriberStore;
import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sends one delivery again, by hand. */
@ApplicationScoped
public class Retries {
    private final DeliveryStore deliveries;
    private final SubscriberStore subscribers;
    private final AgainStore store;
    private final Dispatcher dispatcher;
    private final Clock clock;

    Retries(
            DeliveryStore deliveries,
            SubscriberStore subscribers,
            AgainStore store,
            Dispatcher dispatcher,
            Clock clock) {
        this.deliveries = deliveries;
        this.subscribers = subscribers;
        this.store = store;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /**
     * Makes a delivery due now. One that is over, delivered or exhausted, gets all the tries of its schedule anew; one that
     * is open has its next try now. A receiver that fails, or asked for quiet, gets it in its turn.
     *
     * @return the delivery as it is now; empty if there is none
     * @throws ProblemException 409 when it cannot be sent now, with what to do
     */
    public Optional<Delivery> retry(long id) {
        Optional<Delivery> delivery = deliveries.find(id);
        delivery.ifPresent(found -> QuarkusTransaction.requiringNew().run(() -> retry(found)));
        dispatcher.signal();
        return delivery.flatMap(found -> deliveries.find(id));
    }

    private void retry(Delivery delivery) {
        Audience audience = subscribers
                .lockAudience(delivery.subscription())
                .orElseThrow(() -> refused(
                        "its subscription '%s' is deleted; register it again".formatted(delivery.subscription())));
        Standing now = store.lock(delivery.id()).orElseThrow(() -> refused("it was just removed with its event"));
        if (now.expunged()) {
            throw refused("its event was expunged, so nothing is left to send");
        }
        if (!audience.enabled()) {
            throw refused("its subscription '%s' is disabled; enable it first, which also sends what was held"
                    .formatted(delivery.subscription()));
        }
        retry(delivery.id(), now, audience, clock.instant());
    }

    private void retry(long id, Standing standing, Audience audience, Instant now) {
        switch (standing.state()) {
            case PENDING, RETRYING -> {
                if (standing.dueAt().equals(Ordering.WAITS)) {
                    throw refused("it waits for the one before it with the same key; retry that one");
                }
                store.hasten(id, now);
            }
            case DELIVERED, EXHAUSTED -> store.open(audience, List.of(id), now);
            case DELIVERING -> throw refused("it is being sent just now; look at it again in a moment");
            case HELD -> throw refused("it was held and is about to be sent, as its subscription is enabled again");
            case CANCELLED ->
                throw refused("it was cancelled when its subscription was deleted; replay the events of that time");
        }
    }

    private static ProblemException refused(String why) {
        return new ProblemException(Problem.of(409, "Conflict", "The delivery cannot be sent now: " + why + "."));
    }
}
