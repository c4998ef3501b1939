package dev.tidemark.callback.delivery;

import dev.tidemark.callback.attempt.Attempts;
import dev.tidemark.callback.attempt.DeliveryOutcome;
import dev.tidemark.callback.attempt.Meaning;
import dev.tidemark.callback.delivery.ClaimStore.Claimed;
import dev.tidemark.callback.delivery.SettleStore.Settled;
import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.meter.CallbackMeters;
import dev.tidemark.callback.notice.Notice;
import dev.tidemark.callback.notice.Notices;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Decides what follows from finished attempts and stores it, in the caller's transaction. */
@ApplicationScoped
class Settlement {
    private final SettleStore store;
    private final SubscriberStore subscribers;
    private final Notices told;
    private final CallbackMeters meters;

    Settlement(SettleStore store, SubscriberStore subscribers, Notices told, CallbackMeters meters) {
        this.store = store;
        this.subscribers = subscribers;
        this.told = told;
        this.meters = meters;
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
        Map<String, Notice.Disabled> gone = new HashMap<>();
        for (Finished one : finished) {
            String subscription = one.claimed().subscription();
            Attempts.Report report = one.report();
            if (report.meaning() instanceof Meaning.Again again) {
                again.notBefore().ifPresent(until -> quiet.merge(subscription, until, Settlement::later));
            }
            DeliveryOutcome outcome = DeliveryOutcome.of(
                    report.meaning(),
                    one.subscriber().terms().schedule(),
                    report.number() - one.claimed().triesFrom(),
                    report.endedAt(),
                    ThreadLocalRandom.current());
            settled.add(new Settled(one.claimed(), report, outcome));
            if (outcome instanceof DeliveryOutcome.Gone no) {
                gone.put(subscription, NoticeOf.disabled(one, no.advice()));
            }
        }
        Set<String> resting = new HashSet<>(quiet.keySet());
        resting.addAll(gone.keySet());
        subscribers.waitUntil(quiet);
        new TreeMap<>(gone).values().forEach(this::disable);
        List<Notice> notices = new ArrayList<>();
        // It is news of those alone that were enabled until now.
        gone.values().stream()
                .filter(one -> locked.containsKey(one.subscription()))
                .forEach(notices::add);
        Map<String, Health> known = new HashMap<>(locked);
        known.keySet().removeAll(gone.keySet());
        boolean changed = !resting.isEmpty();
        Map<String, Health> health = fare(finished, known, resting, notices);
        notices.addAll(exhausted(store.settle(owner, settled, now)));
        told.add(notices);
        return new Result(resting, health, changed || !resting.isEmpty());
    }

    private void disable(Notice.Disabled end) {
        subscribers.disable(Map.of(end.subscription(), end.at()), end.reason());
    }

    private Map<String, Health> fare(
            List<Finished> finished, Map<String, Health> locked, Set<String> resting, List<Notice> notices) {
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
                change(before, after, attempts.getLast()).ifPresent(notices::add);
            }
        });
        subscribers.fare(changed);
        return changed;
    }

    /** Disables what is hopeless. @return what is to be told */
    private Optional<Notice> change(Health before, Health after, Finished last) {
        if (after.isHopeless(last.report().endedAt())) {
            Notice.Disabled end = NoticeOf.hopeless(last);
            disable(end);
            return Optional.of(end);
        }
        if (after.isFailing() == before.isFailing()) {
            return Optional.empty();
        }
        return Optional.of(after.isFailing() ? NoticeOf.failing(last, after) : NoticeOf.recovered(last, before));
    }

    /** Of those that were stored, which a claim that was lost is not. */
    private List<Notice> exhausted(List<Settled> stored) {
        List<Settled> exhausted = stored.stream()
                .filter(one -> one.outcome() instanceof DeliveryOutcome.Exhausted)
                .toList();
        meters.exhausted(exhausted.stream().map(NoticeOf::error).toList());
        return exhausted.stream().map(NoticeOf::exhausted).toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
