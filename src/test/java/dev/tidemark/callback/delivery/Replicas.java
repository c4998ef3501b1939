package dev.tidemark.callback.delivery;

import dev.tidemark.callback.CallbackConfig;
import dev.tidemark.callback.delivery.Settlement.Finished;
import dev.tidemark.callback.subscriber.SubscriberStore;
import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.outbox.EventStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Vetoed;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Dispatchers of other processes on the same database: each claims for itself and knows no more of rates than is stored. */
@ApplicationScoped
class Replicas {
    private final Subscribers subscribers;
    private final ClaimStore claims;
    private final Settlement settlement;
    private final SubscriberStore store;
    private final EventStore events;
    private final PaceStore rates;
    private final Sender sender;
    private final CallbackConfig config;
    private final Clock clock;

    Replicas(
            Subscribers subscribers,
            ClaimStore claims,
            Settlement settlement,
            SubscriberStore store,
            EventStore events,
            PaceStore rates,
            Sender sender,
            CallbackConfig config,
            Clock clock) {
        this.subscribers = subscribers;
        this.claims = claims;
        this.settlement = settlement;
        this.store = store;
        this.events = events;
        this.rates = rates;
        this.sender = sender;
        this.config = config;
        this.clock = clock;
    }

    Dispatcher another() {
        return another(UnaryOperator.identity());
    }

    /** @param listening what stands before its claims */
    Dispatcher another(UnaryOperator<ClaimStore> listening) {
        Paces paces = new Paces(rates);
        Turns turns = new OtherTurns(listening.apply(claims), settlement, store, events, paces, clock);
        return new Dispatcher(subscribers, turns, sender, paces, config, clock);
    }

    /** What the container does for the application's own, they do themselves. */
    @Vetoed
    private static final class OtherTurns extends Turns {
        OtherTurns(
                ClaimStore claims,
                Settlement settlement,
                SubscriberStore subscribers,
                EventStore events,
                Paces paces,
                Clock clock) {
            super(claims, settlement, subscribers, events, paces, clock);
        }

        @Override
        Turn settleAndClaim(List<Finished> finished, List<ClaimStore.Room> rooms, Set<String> unwell) {
            return alone(() -> super.settleAndClaim(finished, rooms, unwell));
        }

        @Override
        int releaseExpired() {
            return alone(super::releaseExpired);
        }

        @Override
        void wakeLines() {
            QuarkusTransaction.requiringNew().run(super::wakeLines);
        }

        @Override
        void giveBack(List<ClaimStore.Claimed> unsent) {
            QuarkusTransaction.requiringNew().run(() -> super.giveBack(unsent));
        }

        @Override
        int releaseHeld() {
            return alone(super::releaseHeld);
        }

        private static <T> T alone(Supplier<T> work) {
            return QuarkusTransaction.requiringNew().call(work::get);
        }
    }
}
