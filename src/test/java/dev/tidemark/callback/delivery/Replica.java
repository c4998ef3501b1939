package dev.tidemark.callback.delivery;

import dev.tidemark.callback.delivery.Settlement.Finished;
import dev.tidemark.callback.subscriber.SubscriberStore;
import dev.tidemark.outbox.EventStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.inject.Vetoed;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The turns of another process on the same database: what the container does for the application's own, it does itself. */
@Vetoed
class Replica extends Turns {
    Replica(
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
