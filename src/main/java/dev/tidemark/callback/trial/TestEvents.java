package dev.tidemark.callback.trial;

import dev.tidemark.callback.attempt.Attempts;
import dev.tidemark.callback.subscriber.Subscriber;
import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.callback.subscription.Subscription;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.CloudEventJson;
import dev.tidemark.event.EventId;
import dev.tidemark.event.EventType;
import dev.tidemark.event.catalogue.EventCatalogue;
import dev.tidemark.outbox.OutboxConfig;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Ids;
import dev.tidemark.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Sends examples, so that a receiver can be tried before anything happens. They stand in no log and nobody counts them. */
@ApplicationScoped
public class TestEvents {
    /** Of no event in the log. */
    private static final long SEQUENCE = 0;

    private final Subscriptions subscriptions;
    private final Subscribers subscribers;
    private final Attempts attempts;
    private final EventCatalogue catalogue;
    private final CloudEventJson documents;
    private final Clock clock;

    TestEvents(
            Subscriptions subscriptions, Subscribers subscribers, Attempts attempts, OutboxConfig config, Clock clock) {
        this.subscriptions = subscriptions;
        this.subscribers = subscribers;
        this.attempts = attempts;
        this.catalogue = new EventCatalogue(config.publicUrl());
        this.documents = new CloudEventJson(config.publicUrl());
        this.clock = clock;
    }

    /** An example and what came of it. */
    public record Tested(StoredEvent event, Attempts.Report report) {}

    /**
     * Sends an example as a real event would be sent, and waits for the answer: at most the subscription's timeout. A
     * disabled subscription gets it too; how its receiver fares is not changed by it.
     *
     * @param type empty = the first that it wants
     * @return empty if there is no such subscription
     * @throws ProblemException 409 when its secrets do not open
     */
    public Optional<Tested> send(String id, Optional<EventType> type) {
        Optional<Subscription> subscription = subscriptions.find(id);
        Optional<Subscriber> subscriber = subscribers.find(id);
        if (subscription.isEmpty() || subscriber.isEmpty()) {
            return Optional.empty();
        }
        StoredEvent event = example(subscription.get(), type.orElseGet(() -> first(subscription.get())));
        return Optional.of(new Tested(event, attempts.send(subscriber.get(), event, 1)));
    }

    private static EventType first(Subscription subscription) {
        return subscription.types().stream().findFirst().orElse(EventType.VIEW_COMPLETED);
    }

    private StoredEvent example(Subscription subscription, EventType type) {
        ChangeEvent example = catalogue.exampleEvent(type);
        ChangeEvent event = new ChangeEvent(
                new EventId(Ids.random("evt_test")),
                subscription.accounts().stream().findFirst().orElse(example.account()),
                example.subject(),
                example.partitionKey(),
                clock.instant(),
                example.data());
        CloudEventJson.Document document = documents.write(event, SEQUENCE);
        return new StoredEvent(
                SEQUENCE,
                event.id().value(),
                event.account(),
                type,
                event.subject(),
                event.partitionKey(),
                event.time(),
                document.dataStart(),
                document.bytes());
    }
}
