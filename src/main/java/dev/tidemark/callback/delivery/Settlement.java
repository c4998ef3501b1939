package dev.tidemark.callback.delivery;

import dev.tidemark.callback.CallbackConfig;
import dev.tidemark.callback.attempt.AskedWait;
import dev.tidemark.callback.attempt.Attempts;
import dev.tidemark.callback.attempt.DeliveryOutcome;
import dev.tidemark.callback.attempt.RetrySchedule;
import dev.tidemark.callback.delivery.ClaimStore.Claimed;
import dev.tidemark.callback.delivery.SettleStore.Settled;
import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.meter.CallbackMeters;
import dev.tidemark.callback.notice.Notice;
import dev.tidemark.callback.notice.Notices;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Decides what follows from finished attempts and stores it, in the caller's transaction. */
@ApplicationScoped
class Settlement {
    private static final String GONE = "its receiver answered 410 Gone; enable it when it should get events again";

    private final SettleStore store;
    private final SubscriberStore subscribers;
    private final Notices told;
    private final CallbackMeters meters;
    private final RetrySchedule schedule;

    Settlement(
            SettleStore store,
            SubscriberStore subscribers,
            Notices told,
            CallbackMeters meters,
            CallbackConfig config) {
        this.store = store;
        this.subscribers = subscribers;
        this.told = told;
        this.meters = meters;
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
        Map<String, Finished> gone = new HashMap<>();
        for (Finished one : finished) {
            String subscription = one.claimed().subscription();
            Attempts.Report report = one.report();
            AskedWait.of(report.result(), report.endedAt())
                    .ifPresent(until -> quiet.merge(subscription, until, Settlement::later));
            DeliveryOutcome outcome =
                    schedule.outcome(report.result(), report.number(), report.endedAt(), ThreadLocalRandom.current());
            settled.add(new Settled(one.claimed(), report, outcome));
            if (outcome instanceof DeliveryOutcome.Gone) {
                gone.put(subscription, one);
            }
        }
        Set<String> resting = new HashSet<>(quiet.keySet());
        resting.addAll(gone.keySet());
        subscribers.waitUntil(quiet);
        List<Notice> notices = new ArrayList<>(disable(gone, locked));
        Map<String, Health> known = new HashMap<>(locked);
        known.keySet().removeAll(gone.keySet());
        boolean changed = !resting.isEmpty();
        Map<String, Health> health = fare(finished, known, resting, notices);
        notices.addAll(exhausted(store.settle(owner, settled)));
        told.add(notices);
        return new Result(resting, health, changed || !resting.isEmpty());
    }

    /** It is told only of those that were enabled until now. */
    private List<Notice> disable(Map<String, Finished> gone, Map<String, Health> locked) {
        Map<String, Instant> times = new HashMap<>();
        gone.forEach((subscription, one) -> times.put(subscription, one.report().endedAt()));
        subscribers.disable(times, GONE);
        return gone.entrySet().stream()
                .filter(one -> locked.containsKey(one.getKey()))
                .map(one -> NoticeOf.gone(one.getValue()))
                .toList();
    }

    private Map<String, Health> fare(
            List<Finished> finished, Map<String, Health> locked, Set<String> resting, List<Notice> notices) {
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
                change(before, after, attempts.getLast()).ifPresent(notices::add);
            }
        });
        subscribers.fare(changed);
        return changed;
    }

    private Duration step(int number) {
        return schedule.step(number, ThreadLocalRandom.current());
    }

    /** Disables what is hopeless. @return what is to be told */
    private Optional<Notice> change(Health before, Health after, Finished last) {
        Instant now = last.report().endedAt();
        if (after.isHopeless(now)) {
            subscribers.disable(Map.of(last.claimed().subscription(), now), hopeless(NoticeOf.why(last)));
            return Optional.of(NoticeOf.hopeless(last));
        }
        if (after.isFailing() == before.isFailing()) {
            return Optional.empty();
        }
        return Optional.of(after.isFailing() ? NoticeOf.failing(last, after) : NoticeOf.recovered(last, before));
    }

    private static String hopeless(String why) {
        return "its receiver did not take a single event for five days, last: %s; when that is mended enable it, and it gets what was held"
                .formatted(why);
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
