package dev.tidemark.callback.fanout;

import dev.tidemark.callback.CallbackConfig;
import dev.tidemark.callback.delivery.Dispatcher;
import dev.tidemark.callback.filter.FilterInput;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.subscriber.Audience;
import dev.tidemark.callback.subscriber.SubscriberStore;
import dev.tidemark.callback.terms.RetrySchedule;
import dev.tidemark.outbox.EventSink;
import dev.tidemark.outbox.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Makes a delivery of each event for each subscription that wants it; held where the subscription is disabled. */
@ApplicationScoped
class DeliveryFanOut implements EventSink {
    /** Deliveries; each has up to as many attempts as the schedule has delays. */
    private static final int FORGOTTEN_AT_ONCE = 1000;

    private final SubscriberStore subscribers;
    private final FanOutStore store;
    private final Dispatcher dispatcher;
    private final RetrySchedule schedule;
    private final Clock clock;

    DeliveryFanOut(
            SubscriberStore subscribers, FanOutStore store, Dispatcher dispatcher, CallbackConfig config, Clock clock) {
        this.subscribers = subscribers;
        this.store = store;
        this.dispatcher = dispatcher;
        this.schedule = new RetrySchedule(config.schedule());
        this.clock = clock;
    }

    @Override
    public void due(List<StoredEvent> events) {
        Instant now = clock.instant();
        List<Candidate> candidates = events.stream().map(Candidate::of).toList();
        store.add(subscribers.lockAudiences().stream()
                .map(audience -> share(audience, candidates, now))
                .filter(share -> !share.sequences().isEmpty())
                .toList());
    }

    @Override
    public void committed() {
        dispatcher.signal();
    }

    @Override
    public void expunge(Collection<Long> sequences) {
        subscribers.lockAll();
        store.expunge(sequences, clock.instant());
    }

    /** All subscriptions first: nobody opens one of them meanwhile. */
    @Override
    public Set<Long> stillDue(Collection<Long> sequences) {
        subscribers.lockAll();
        return store.openAmong(sequences);
    }

    /** All subscriptions first: nobody adds a delivery of what is about to go. */
    @Override
    public boolean forget(Collection<Long> sequences) {
        subscribers.lockAll();
        return store.remove(sequences, FORGOTTEN_AT_ONCE, clock.instant()) < FORGOTTEN_AT_ONCE;
    }

    /** An event, and its document as filters read it: at most once, however many filters there are. */
    private record Candidate(StoredEvent event, FilterInput document) {
        static Candidate of(StoredEvent event) {
            return new Candidate(event, FilterInput.of(event.document()));
        }

        boolean isFor(Audience audience) {
            return !isAbout(event, audience.subscription()) && audience.wants(event.type(), event.account(), document);
        }
    }

    private FanOutStore.Share share(Audience audience, List<Candidate> candidates, Instant now) {
        return new FanOutStore.Share(
                audience.subscription(),
                audience.enabled() ? DeliveryState.PENDING : DeliveryState.HELD,
                audience.schedule().orElse(schedule).first(now, ThreadLocalRandom.current()),
                audience.ordering(),
                candidates.stream()
                        .filter(candidate -> candidate.isFor(audience))
                        .map(candidate -> candidate.event().sequence())
                        .toList());
    }

    /** Nobody is told of oneself: who fails would get one more event to fail at. */
    private static boolean isAbout(StoredEvent event, String subscription) {
        return event.type().stream().equals("subscriptions") && event.subject().equals("subscriptions/" + subscription);
    }
}
