package dev.tidemark.console.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.callback.format.Rendered;
import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.callback.subscription.Subscription;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Bodies are not stored with each attempt: an event is one document, written anew by the same code that sends it. */
@ApplicationScoped
class SentBody {
    private static final int MOST = 16 * 1024;
    private static final String AS_SET_NOW = "Written as the subscription is set now.";

    private final Subscriptions subscriptions;
    private final Subscribers subscribers;
    private final EventStore events;

    SentBody(Subscriptions subscriptions, Subscribers subscribers, EventStore events) {
        this.subscriptions = subscriptions;
        this.subscribers = subscribers;
        this.events = events;
    }

    Sent of(Delivery delivery) {
        String url = subscriptions
                .find(delivery.subscription())
                .map(Subscription::url)
                .orElse("");
        Optional<StoredEvent> event = events.byId(delivery.event());
        if (url.isEmpty() || event.isEmpty()) {
            return new Sent(url, "", "", false, "The subscription is deleted, so nothing tells how it was written.");
        }
        try {
            return subscribers
                    .find(delivery.subscription())
                    .map(subscriber -> shown(
                            url, subscriber.envelope().body().render(event.get().document())))
                    .orElseGet(() -> new Sent(url, "", "", false, ""));
        } catch (ProblemException e) {
            return new Sent(url, "", "", false, e.problem().detail());
        }
    }

    private static Sent shown(String url, Rendered rendered) {
        return switch (rendered) {
            case Rendered.Body body ->
                new Sent(
                        url,
                        body.contentType(),
                        new String(body.bytes(), 0, Math.min(MOST, body.bytes().length), UTF_8),
                        body.bytes().length > MOST,
                        AS_SET_NOW);
            case Rendered.Failed failed -> new Sent(url, "", "", false, failed.why());
        };
    }
}
