package dev.tidemark.callback.delivery;

import dev.tidemark.callback.CallbackConfig;
import dev.tidemark.callback.attempt.AskedWait;
import dev.tidemark.callback.attempt.Attempts;
import dev.tidemark.callback.attempt.DeliveryOutcome;
import dev.tidemark.callback.attempt.RetrySchedule;
import dev.tidemark.callback.delivery.ClaimStore.Claimed;
import dev.tidemark.callback.delivery.SettleStore.Settled;
import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.subscription.SubscriberStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Decides what follows from finished attempts and stores it, in the caller's transaction. */
@ApplicationScoped
class Settlement {
    private static final Logger LOG = Logger.getLogger(Settlement.class);
    private static final String GONE = "its receiver answered 410 Gone; enable it when it should get events again";
    private static final String HOPELESS =
            "its receiver did not take a single event for five days, last: %s; when that is"
                    + " mended enable it, and it gets what was held";

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
        boolean failed() {
            return report.result().error().isPresent();
        }
    }

    /**
     * What a batch came to.
     *
     * @param resting subscriptions that get nothing more for now
     * @param health how receivers fare that fare otherwise now
     * @param changed whether what is known of subscriptions is to be read anew
     */
    record Result(Set<String> resting, Map<String, Health> health, boolean changed) {
        static final Result NONE = new Result(Set.of(), Map.of(), false);
    }

    /**
     * What concerns whole subscriptions comes first: everyone locks a subscription before its deliveries.
     *
     * @param locked how those fare that this concerns, and are enabled
     */
    Result settle(String owner, List<Finished> finished, Map<String, Health> locked) {
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
        subscribers.waitUntil(quiet);
        subscribers.disable(gone, GONE);
        Map<String, Health> known = new HashMap<>(locked);
        known.keySet().removeAll(gone.keySet());
        boolean changed = !resting.isEmpty();
        Map<String, Health> health = fare(finished, known, resting);
        store.settle(owner, settled);
        return new Result(resting, health, changed || !resting.isEmpty());
    }

    private Map<String, Health> fare(List<Finished> finished, Map<String, Health> locked, Set<String> resting) {
        Map<String, Health> changed = new HashMap<>();
        Map<String, List<Finished>> bySubscription = finished.stream()
                .filter(one -> locked.containsKey(one.claimed().subscription()))
                .filter(one -> one.report().result().speaksOfReceiver())
                .sorted(Comparator.comparing(one -> one.report().endedAt()))
                .collect(Collectors.groupingBy(one -> one.claimed().subscription()));
        bySubscription.forEach((subscription, attempts) -> {
            Health before = Objects.requireNonNull(locked.get(subscription));
            Health after = before;
            for (Finished one : attempts) {
                after = after.after(!one.failed(), this::step, one.report().endedAt());
            }
            if (!after.equals(before)) {
                changed.put(subscription, after);
            }
            if (after.isFailing() || before.isFailing()) {
                // Those in its window alone do not say whether it is failing now.
                resting.add(subscription);
                tell(subscription, before, after, attempts.getLast().report());
            }
        });
        subscribers.fare(changed);
        return changed;
    }

    private Duration step(int number) {
        return schedule.step(number, ThreadLocalRandom.current());
    }

    private void tell(String subscription, Health before, Health after, Attempts.Report last) {
        String why = last.result().detail().orElse("");
        if (after.isHopeless(last.endedAt())) {
            LOG.warnf("subscription.disabled subscription=%s: %s", subscription, HOPELESS.formatted(why));
            subscribers.disable(Map.of(subscription, last.endedAt()), HOPELESS.formatted(why));
        } else if (after.isFailing() && !before.isFailing()) {
            LOG.warnf(
                    "subscription.failing subscription=%s last=%s: its receiver failed %d times in a row; it is tried with one"
                            + " event at a time, more and more seldom, and gets the others when that one is taken",
                    subscription, why, after.failures());
        } else if (before.isFailing() && !after.isFailing()) {
            LOG.infof("subscription.recovered subscription=%s: it gets what has waited", subscription);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
