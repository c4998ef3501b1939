package dev.tidemark.callback.delivery;

import dev.tidemark.callback.attempt.Attempts;
import dev.tidemark.callback.attempt.DeliveryOutcome;
import dev.tidemark.callback.attempt.Meaning;
import dev.tidemark.callback.delivery.ClaimStore.Claimed;
import dev.tidemark.callback.delivery.SettleStore.Settled;
import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.subscriber.Subscriber;
import dev.tidemark.callback.subscriber.SubscriberStore;
import dev.tidemark.callback.terms.Ordering;
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
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Decides what follows from finished attempts and stores it, in the caller's transaction. */
@ApplicationScoped
class Settlement {
    private static final Logger LOG = Logger.getLogger(Settlement.class);
    private static final String HOPELESS =
            "its receiver did not take a single event for five days, last: %s; when that is"
                    + " mended enable it, and it gets what was held";

    private final SettleStore store;
    private final SubscriberStore subscribers;

    Settlement(SettleStore store, SubscriberStore subscribers) {
        this.store = store;
        this.subscribers = subscribers;
    }

    /** An attempt that is over. */
    record Finished(Claimed claimed, Subscriber subscriber, Attempts.Report report) {
        boolean failed() {
            return report.result().error().isPresent();
        }

        /** Who adds deliveries of a key meanwhile must not miss that the one before them is over. */
        boolean isOrdered() {
            return subscriber.terms().ordering() == Ordering.KEY;
        }

        /** Whether it tells how the receiver fares; what it will never take, or we failed at, does not. */
        boolean speaksOfReceiver() {
            return report.result().speaksOfReceiver() && !(report.meaning() instanceof Meaning.Never);
        }

        Duration step(int number) {
            return subscriber.terms().schedule().step(number, ThreadLocalRandom.current());
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
    Result settle(String owner, List<Finished> finished, Map<String, Health> locked, Instant now) {
        List<Settled> settled = new ArrayList<>(finished.size());
        Map<String, Instant> quiet = new HashMap<>();
        Map<String, Disabled> gone = new HashMap<>();
        for (Finished one : finished) {
            String subscription = one.claimed().subscription();
            Attempts.Report report = one.report();
            if (report.meaning() instanceof Meaning.Again again) {
                again.notBefore().ifPresent(until -> quiet.merge(subscription, until, Settlement::later));
            }
            DeliveryOutcome outcome = DeliveryOutcome.of(
                    report.meaning(),
                    one.subscriber().terms().schedule(),
                    report.number(),
                    report.endedAt(),
                    ThreadLocalRandom.current());
            settled.add(new Settled(one.claimed(), report, outcome));
            if (outcome instanceof DeliveryOutcome.Gone no) {
                gone.put(subscription, new Disabled(report.endedAt(), no.advice()));
            }
        }
        Set<String> resting = new HashSet<>(quiet.keySet());
        resting.addAll(gone.keySet());
        subscribers.waitUntil(quiet);
        new TreeMap<>(gone).forEach((id, end) -> subscribers.disable(Map.of(id, end.at()), end.advice()));
        Map<String, Health> known = new HashMap<>(locked);
        known.keySet().removeAll(gone.keySet());
        boolean changed = !resting.isEmpty();
        Map<String, Health> health = fare(finished, known, resting);
        store.settle(owner, settled, now);
        return new Result(resting, health, changed || !resting.isEmpty());
    }

    private record Disabled(Instant at, String advice) {}

    private Map<String, Health> fare(List<Finished> finished, Map<String, Health> locked, Set<String> resting) {
        Map<String, Health> changed = new HashMap<>();
        Map<String, List<Finished>> bySubscription = finished.stream()
                .filter(one -> locked.containsKey(one.claimed().subscription()))
                .filter(Finished::speaksOfReceiver)
                .sorted(Comparator.comparing(one -> one.report().endedAt()))
                .collect(Collectors.groupingBy(one -> one.claimed().subscription()));
        bySubscription.forEach((subscription, attempts) -> {
            Health before = Objects.requireNonNull(locked.get(subscription));
            Health after = before;
            for (Finished one : attempts) {
                after = after.after(!one.failed(), one::step, one.report().endedAt());
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
