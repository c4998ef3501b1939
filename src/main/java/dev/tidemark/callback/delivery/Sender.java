package dev.tidemark.callback.delivery;

import dev.tidemark.callback.attempt.Attempts;
import dev.tidemark.callback.delivery.ClaimStore.Claimed;
import dev.tidemark.callback.delivery.Settlement.Finished;
import dev.tidemark.callback.exchange.AttemptResult;
import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.meter.CallbackMeters;
import dev.tidemark.callback.subscriber.Subscriber;
import dev.tidemark.outbox.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Sends one claimed delivery; always ends with a report, for without one it would keep its place for ever. */
@ApplicationScoped
class Sender {
    private static final Logger LOG = Logger.getLogger(Sender.class);

    private final Attempts attempts;
    private final CallbackMeters meters;
    private final Clock clock;

    Sender(Attempts attempts, CallbackMeters meters, Clock clock) {
        this.attempts = attempts;
        this.meters = meters;
        this.clock = clock;
    }

    Finished send(Claimed claimed, Subscriber subscriber, Optional<StoredEvent> event) {
        int number = claimed.attempts() + 1;
        Attempts.Report report;
        try {
            report = event.map(found -> attempts.send(subscriber, found, number))
                    .orElseGet(() ->
                            broken(number, subscriber, ErrorClass.EVENT_PURGED, "the event is no longer in the log"));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.errorf(e, "delivery=%d attempt=%d broke off", claimed.id(), number);
            report = broken(number, subscriber, ErrorClass.INTERNAL, "Tidemark failed to send it: see its log");
        }
        meters.attempted(subscriber.id(), event, report);
        return new Finished(claimed, subscriber, report);
    }

    /** In place of a result that the database refuses. */
    Finished unstorable(Finished finished) {
        return new Finished(
                finished.claimed(),
                finished.subscriber(),
                broken(
                        finished.report().number(),
                        finished.subscriber(),
                        ErrorClass.INTERNAL,
                        "its result could not be stored: see the log"));
    }

    private Attempts.Report broken(int number, Subscriber subscriber, ErrorClass error, String why) {
        return Attempts.Report.of(
                number,
                clock.instant(),
                clock.instant(),
                AttemptResult.failed(error, why),
                subscriber.envelope().format());
    }
}
