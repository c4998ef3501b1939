package dev.tidemark.console.event;

import dev.tidemark.callback.attempt.RequestHeaders;
import dev.tidemark.callback.format.Rendered;
import dev.tidemark.callback.subscriber.Envelope;
import dev.tidemark.callback.subscriber.Subscriber;
import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.callback.subscription.Subscription;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes a subscription's request for an event as a command, signed now with the subscription's own secrets. */
@ApplicationScoped
class SignedRequest {
    private final Subscriptions subscriptions;
    private final Subscribers subscribers;
    private final Clock clock;

    SignedRequest(Subscriptions subscriptions, Subscribers subscribers, Clock clock) {
        this.subscriptions = subscriptions;
        this.subscribers = subscribers;
        this.clock = clock;
    }

    /**
     * @param text empty when it cannot be written
     * @param notes what to know of it, or why it cannot
     */
    record Command(String subscription, String text, Instant signedAt, List<String> notes) {}

    /** @throws ProblemException 404 when there is no such subscription */
    Command of(StoredEvent event, String id) {
        Subscription shown = subscriptions.find(id).orElseThrow(() -> unknown(id));
        Instant now = clock.instant();
        try {
            Subscriber subscriber = subscribers.find(id).orElseThrow(() -> unknown(id));
            return switch (subscriber.envelope().body().render(event.document())) {
                case Rendered.Body body ->
                    new Command(id, text(shown, subscriber.envelope(), event, body, now), now, notes(shown));
                case Rendered.Failed failed -> new Command(id, "", now, List.of(failed.why()));
            };
        } catch (ProblemException e) {
            return new Command(id, "", now, List.of(e.problem().detail()));
        }
    }

    /** Secrets among URL and headers stay masked: nobody may read them, whatever the key. */
    private static String text(
            Subscription shown, Envelope envelope, StoredEvent event, Rendered.Body body, Instant now) {
        Envelope masked = new Envelope(
                shown.url(),
                envelope.format(),
                envelope.body(),
                envelope.secrets(),
                shown.writing().headers(),
                envelope.credentials());
        return CurlCommand.write(
                shown.url(), RequestHeaders.of(masked, body, event.id(), now.getEpochSecond()), body.bytes());
    }

    private static List<String> notes(Subscription shown) {
        List<String> notes = new ArrayList<>();
        if (shown.url().contains("…")) {
            notes.add("The URL is a secret and stands here masked: put the whole URL in its place.");
        }
        if (shown.writing().headers().containsValue(Subscription.HIDDEN)) {
            notes.add("Headers that are secrets stand here as ***: put their values in.");
        }
        if (shown.writing().authentication().isPresent()) {
            notes.add("The authorization header of its credentials is not written: put it in.");
        }
        return notes;
    }

    private static ProblemException unknown(String id) {
        return new ProblemException(Problem.notFound("subscription", id));
    }
}
