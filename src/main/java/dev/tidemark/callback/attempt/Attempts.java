package dev.tidemark.callback.attempt;

import dev.tidemark.callback.credential.Authorizer;
import dev.tidemark.callback.credential.Grant;
import dev.tidemark.callback.exchange.AttemptResult;
import dev.tidemark.callback.exchange.CallbackClient;
import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.exchange.HeaderLines;
import dev.tidemark.callback.format.FormatName;
import dev.tidemark.callback.format.Rendered;
import dev.tidemark.callback.guard.Target;
import dev.tidemark.callback.guard.TargetGuard;
import dev.tidemark.callback.subscriber.Envelope;
import dev.tidemark.callback.subscriber.Subscriber;
import dev.tidemark.callback.terms.CustomHeaders;
import dev.tidemark.outbox.StoredEvent;
import io.quarkus.runtime.ApplicationConfig;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
            ApplicationConfig application) {
        this.guard = guard;
        this.authorizer = authorizer;
        this.client = client;
        this.clock = clock;
        this.userAgent = "Tidemark/" + application.version().orElse("dev");
    }

    /**
     * What happened and when.
     *
     * @param sent the request's headers as {@link HeaderLines}; empty where no request was made
     */
    public record Report(
            int number, Instant startedAt, Instant endedAt, AttemptResult result, Meaning meaning, String sent) {
        public static Report of(
                int number, Instant startedAt, Instant endedAt, AttemptResult result, FormatName format) {
            return of(number, startedAt, endedAt, new Try(result, ""), format);
        }

        private static Report of(int number, Instant startedAt, Instant endedAt, Try made, FormatName format) {
            return new Report(
                    number, startedAt, endedAt, made.result(), Meaning.of(made.result(), format, endedAt), made.sent());
        }

        public long millis() {
            return Duration.between(startedAt, endedAt).toMillis();
        }
    }

    /** @param sent as in {@link Report} */
    private record Try(AttemptResult result, String sent) {
        static Try failed(ErrorClass error, String why) {
            return new Try(AttemptResult.failed(error, why), "");
        }
    }

    /** @param number of the attempt, from 1 */
    public Report send(Subscriber subscriber, StoredEvent event, int number) {
        Instant start = clock.instant();
        Envelope envelope = subscriber.envelope();
        Try made = switch (envelope.body().render(event.document())) {
            case Rendered.Body body -> send(subscriber, event.id(), body, number, start);
            case Rendered.Failed failed -> Try.failed(ErrorClass.FORMAT, failed.why());
        };
        Report report = Report.of(number, start, clock.instant(), made, envelope.format());
        log(subscriber.id(), event.id(), report);
        return report;
    }

    private Try send(Subscriber subscriber, String id, Rendered.Body body, int number, Instant start) {
        return switch (guard.check(subscriber.envelope().url())) {
            case Target.Vetted target -> authorized(target, subscriber, id, body, number, start);
            case Target.Refused refused -> Try.failed(ErrorClass.TARGET_REFUSED, refused.why());
            case Target.Unresolved unresolved -> Try.failed(ErrorClass.DNS, unresolved.why());
        };
    }

    private Try authorized(
            Target.Vetted target, Subscriber subscriber, String id, Rendered.Body body, int number, Instant start) {
        MultiMap headers = RequestHeaders.of(subscriber.envelope(), body, id, start.getEpochSecond())
                .set("user-agent", userAgent);
        return switch (authorizer.of(subscriber.id(), subscriber.envelope().credentials(), left(subscriber, start))) {
            case Grant.None _ -> post(target, subscriber, headers, body, number, start);
            case Grant.Refused refused -> Try.failed(ErrorClass.AUTHENTICATION, refused.why());
            case Grant.Header grant -> {
                headers.set("authorization", grant.value());
                Try made = post(target, subscriber, headers, body, number, start);
                if (made.result().status().filter(status -> status == 401).isPresent()) {
                    authorizer.forget(subscriber.id(), grant);
                }
                yield made;
            }
        };
    }

    private Try post(
            Target.Vetted target,
            Subscriber subscriber,
            MultiMap headers,
            Rendered.Body body,
            int number,
            Instant start) {
        String sent = HeaderLines.sent(headers, Attempts::isHidden);
        return new Try(client.post(target, number, headers, body.bytes(), left(subscriber, start)), sent);
    }

    /** A signature tells nothing of its secret, and whoever looks for a mistake compares it. */
    private static boolean isHidden(String header) {
        return switch (header) {
            case "content-type", "user-agent", "webhook-id", "webhook-timestamp", "webhook-signature" -> false;
            default -> CustomHeaders.isSecret(header);
        };
    }

    private Duration left(Subscriber subscriber, Instant start) {
        return subscriber.terms().timeout().minus(Duration.between(start, clock.instant()));
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
