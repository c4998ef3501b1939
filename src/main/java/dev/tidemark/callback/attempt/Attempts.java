package dev.tidemark.callback.attempt;

import dev.tidemark.callback.credential.Authorizer;
import dev.tidemark.callback.credential.Grant;
import dev.tidemark.callback.exchange.AttemptResult;
import dev.tidemark.callback.exchange.CallbackClient;
import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.format.FormatName;
import dev.tidemark.callback.format.Rendered;
import dev.tidemark.callback.guard.Target;
import dev.tidemark.callback.guard.TargetGuard;
import dev.tidemark.callback.signing.WebhookSigner;
import dev.tidemark.callback.subscriber.Envelope;
import dev.tidemark.callback.subscriber.Subscriber;
import dev.tidemark.outbox.StoredEvent;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes one attempt: vet the target, sign, POST; never throws for what the receiver does. */
@ApplicationScoped
public class Attempts {
    private static final Logger LOG = Logger.getLogger("dev.tidemark.callback");

    private final TargetGuard guard;
    private final Authorizer authorizer;
    private final CallbackClient client;
    private final Clock clock;
    private final String userAgent;

    Attempts(
            TargetGuard guard,
            Authorizer authorizer,
            CallbackClient client,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "dev") String version) {
        this.guard = guard;
        this.authorizer = authorizer;
        this.client = client;
        this.clock = clock;
        this.userAgent = "Tidemark/" + version;
    }

    /** What happened and when. */
    public record Report(int number, Instant startedAt, Instant endedAt, AttemptResult result, Meaning meaning) {
        public static Report of(
                int number, Instant startedAt, Instant endedAt, AttemptResult result, FormatName format) {
            return new Report(number, startedAt, endedAt, result, Meaning.of(result, format, endedAt));
        }

        public long millis() {
            return Duration.between(startedAt, endedAt).toMillis();
        }
    }

    /** @param number of the attempt, from 1 */
    public Report send(Subscriber subscriber, StoredEvent event, int number) {
        Instant start = clock.instant();
        Envelope envelope = subscriber.envelope();
        AttemptResult result = switch (envelope.body().render(event.document())) {
            case Rendered.Body body -> send(subscriber, event.id(), body, number, start);
            case Rendered.Failed failed -> AttemptResult.failed(ErrorClass.FORMAT, failed.why());
        };
        Report report = Report.of(number, start, clock.instant(), result, envelope.format());
        log(subscriber.id(), event.id(), report);
        return report;
    }

    private AttemptResult send(Subscriber subscriber, String id, Rendered.Body body, int number, Instant start) {
        return switch (guard.check(subscriber.envelope().url())) {
            case Target.Vetted target -> authorized(target, subscriber, id, body, number, start);
            case Target.Refused refused -> AttemptResult.failed(ErrorClass.TARGET_REFUSED, refused.why());
            case Target.Unresolved unresolved -> AttemptResult.failed(ErrorClass.DNS, unresolved.why());
        };
    }

    private AttemptResult authorized(
            Target.Vetted target, Subscriber subscriber, String id, Rendered.Body body, int number, Instant start) {
        MultiMap headers = headers(subscriber.envelope(), id, body, start.getEpochSecond());
        return switch (authorizer.of(subscriber.id(), subscriber.envelope().credentials(), left(subscriber, start))) {
            case Grant.None _ -> client.post(target, number, headers, body.bytes(), left(subscriber, start));
            case Grant.Refused refused -> AttemptResult.failed(ErrorClass.AUTHENTICATION, refused.why());
            case Grant.Header grant -> {
                headers.set("authorization", grant.value());
                AttemptResult result = client.post(target, number, headers, body.bytes(), left(subscriber, start));
                if (result.status().filter(status -> status == 401).isPresent()) {
                    authorizer.forget(subscriber.id(), grant);
                }
                yield result;
            }
        };
    }

    private Duration left(Subscriber subscriber, Instant start) {
        return subscriber.terms().timeout().minus(Duration.between(start, clock.instant()));
    }

    /** The subscriber's own first: none of them replaces one of ours. */
    private MultiMap headers(Envelope envelope, String id, Rendered.Body body, long timestamp) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(envelope.headers());
        body.headers().forEach(headers::set);
        return headers.set("content-type", body.contentType())
                .set("user-agent", userAgent)
                .set("webhook-id", id)
                .set("webhook-timestamp", Long.toString(timestamp))
                .set("webhook-signature", WebhookSigner.sign(envelope.secrets(), id, timestamp, body.bytes()));
    }

    private static void log(String subscription, String event, Report report) {
        LOG.logf(
                report.result().error().isEmpty() ? Logger.Level.DEBUG : Logger.Level.INFO,
                "delivery.attempted subscription=%s event=%s attempt=%d status=%s error=%s ms=%d",
                subscription,
                event,
                report.number(),
                report.result().status().map(String::valueOf).orElse("-"),
                report.result().error().map(ErrorClass::text).orElse("-"),
                report.millis());
    }
}
