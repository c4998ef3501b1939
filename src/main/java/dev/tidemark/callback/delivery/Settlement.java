package dev.tidemark.callback.delivery;

import dev.tidemark.callback.CallbackConfig;
import dev.tidemark.callback.attempt.AskedWait;
import dev.tidemark.callback.attempt.Attempts;
import dev.tidemark.callback.attempt.DeliveryOutcome;
import dev.tidemark.callback.attempt.RetrySchedule;
import dev.tidemark.callback.delivery.ClaimStore.Claimed;
import dev.tidemark.callback.delivery.SettleStore.Settled;
import dev.tidemark.callback.subscription.SubscriberStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Decides what follows from finished attempts and stores it, in the caller's transaction. */
@ApplicationScoped
class Settlement {
    private static final Set<Integer> SUBSCRIPTION_WIDE = Set.of(410, 429, 503);
    private static final String GONE = "its receiver answered 410 Gone; enable it when it should get events again";

    private final SettleStore store;
    private final SubscriberStore subscribers;
    private final RetrySchedule schedule;

    Settlement(SettleStore store, SubscriberStore subscribers, CallbackConfig config) {
        this.store = store;
        this.subscribers = subscribers;
        this.schedule = new RetrySchedule(config.schedule());
    }

    /** An attempt that is over. */
    record Finished(Claimed claimed, Attempts.Report report) {
        /** Whether the receiver's answer may have changed its subscription. */
        boolean concernsSubscription() {
            return report.result().status().filter(SUBSCRIPTION_WIDE::contains).isPresent();
        }
    }

    /**
     * What concerns whole subscriptions comes first: everyone locks a subscription before its deliveries.
     *
     * @return the subscriptions that get nothing more for now
     */
    Set<String> settle(String owner, List<Finished> finished) {
        List<Settled> settled = new ArrayList<>(finished.size());
        Map<String, Instant> quiet = new HashMap<>();
        Map<String, Instant> gone = new HashMap<>();
        for (Finished one : finished) {
            String subscription = one.claimed().subscription();
            Attempts.Report report = one.report();
            AskedWait.of(report.result(), report.endedAt())
                    .ifPresent(until -> quiet.merge(subscription, until, Settlement::later));
            DeliveryOutcome outcome =
                    schedule.outcome(report.result(), report.number(), report.endedAt(), ThreadLocalRandom.current());
            settled.add(new Settled(one.claimed().id(), report, outcome));
            if (outcome instanceof DeliveryOutcome.Gone) {
                gone.put(subscription, report.endedAt());
            }
        }
        Set<String> resting = new HashSet<>(quiet.keySet());
        resting.addAll(gone.keySet());
        subscribers.lock(resting);
        subscribers.waitUntil(quiet);
        subscribers.disable(gone, GONE);
        store.settle(owner, settled);
        return resting;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
