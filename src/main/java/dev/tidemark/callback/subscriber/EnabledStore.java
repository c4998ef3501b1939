package dev.tidemark.callback.subscriber;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.callback.CallbackConfig;
import dev.tidemark.callback.format.BodyFormat;
import dev.tidemark.callback.format.Fields;
import dev.tidemark.callback.format.FormatName;
import dev.tidemark.callback.format.template.BodyTemplate;
import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.signing.LiveSecret;
import dev.tidemark.callback.signing.SealedSecret;
import dev.tidemark.callback.signing.SecretStore;
import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.callback.terms.Pace;
import dev.tidemark.callback.terms.Rate;
import dev.tidemark.callback.terms.Terms;
import dev.tidemark.callback.terms.Wishes;
import dev.tidemark.platform.Ids;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Who gets events now; runs in the caller's transaction. */
@ApplicationScoped
class EnabledStore {
    private static final Logger LOG = Logger.getLogger(EnabledStore.class);
    private static final String SUBSCRIBERS = """
            select id, url, sealed_url, waits_until, problem, failures, probes, failing_since, failed_at, probe_at,
            format, template, content_type, fields, filter, headers, credentials, per_second, concurrency, ordering, timeout_ms,
            schedule
            from subscription
            """;

    private final Sql sql;
    private final SecretStore secrets;
    private final SettingsSeal seal;
    private final CallbackConfig config;
    private final Filters filters;
    private final Kept<BodyTemplate> templates = new Kept<>(EnabledStore::template);

    EnabledStore(Sql sql, SecretStore secrets, SettingsSeal seal, CallbackConfig config, Filters filters) {
        this.sql = sql;
        this.secrets = secrets;
        this.seal = seal;
        this.config = config;
        this.filters = filters;
    }

    /** @param until when the first of their secrets ends; they must not sign with it any more */
    record Enabled(List<Subscriber> subscribers, Instant until) {}

    /** Who gets events now; one whose settings cannot be read is left out and shows why, the others go on. */
    Enabled enabled() {
        List<Subscriber> subscribers = new ArrayList<>();
        Instant until = Instant.MAX;
        Map<String, List<SealedSecret>> sealed = secrets.ofEnabled();
        for (Row row : sql.query(SUBSCRIBERS + "where enabled order by id", Row::read)) {
            List<SealedSecret> own = sealed.getOrDefault(row.id(), List.of());
            try {
                subscribers.add(subscriber(row, own));
                until = earliest(until, own);
            } catch (IllegalStateException | IllegalArgumentException | ProblemException e) {
                tell(row, String.valueOf(e.getMessage()));
            }
        }
        return new Enabled(subscribers, until);
    }

    private static Instant earliest(Instant until, List<SealedSecret> secrets) {
        return secrets.stream()
                .flatMap(secret -> secret.endsAt().stream())
                .reduce(until, (one, other) -> one.isBefore(other) ? one : other);
    }

    /**
     * One of them, or one that is disabled.
     *
     * @throws ProblemException 409 when its secrets do not open
     */
    Optional<Subscriber> find(String id) {
        return sql.first(SUBSCRIBERS + "where id = ?", Row::read, id).map(row -> {
            try {
                return subscriber(row, secrets.sealed(id));
            } catch (IllegalStateException | IllegalArgumentException e) {
                throw new ProblemException(Problem.of(
                        409, "Conflict", "Nothing can be sent to subscription '%s': %s".formatted(id, e.getMessage())));
            }
        });
    }

    /** Once, not each time it is looked at. */
    private void tell(Row subscription, String problem) {
        if (subscription.problem().filter(problem::equals).isEmpty()) {
            LOG.errorf("subscription.unusable subscription=%s: %s", subscription.id(), problem);
            sql.update("update subscription set problem = ? where id = ?", problem, subscription.id());
        }
    }

    /** A row as it lies there, its secrets sealed. */
    private record Row(
            String id,
            String shownUrl,
            byte @Nullable [] url,
            String format,
            Optional<String> template,
            Optional<String> contentType,
            Fields fields,
            Optional<String> filter,
            byte @Nullable [] headers,
            byte @Nullable [] credentials,
            Wishes wishes,
            Health health,
            Instant waitsUntil,
            Optional<String> problem) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("id"),
                    row.getString("url"),
                    row.getBytes("sealed_url"),
                    row.getString("format"),
                    Optional.ofNullable(row.getString("template")),
                    Optional.ofNullable(row.getString("content_type")),
                    Optional.ofNullable(row.getString("fields"))
                            .map(Fields::read)
                            .orElse(Fields.ALL),
                    Optional.ofNullable(row.getString("filter")),
                    row.getBytes("headers"),
                    row.getBytes("credentials"),
                    wishesOf(row),
                    SubscriberStore.health(row),
                    Optional.ofNullable(Sql.instant(row, "waits_until")).orElse(Instant.EPOCH),
                    Optional.ofNullable(row.getString("problem")));
        }
    }

    private static Wishes wishesOf(ResultSet row) throws SQLException {
        return new Wishes(
                Optional.ofNullable(row.getObject("per_second", Double.class)),
                Optional.ofNullable(row.getObject("concurrency", Integer.class)),
                Ordering.byText(row.getString("ordering")).orElse(Ordering.NONE),
                Optional.ofNullable(row.getObject("timeout_ms", Integer.class)).map(Duration::ofMillis),
                Optional.ofNullable(row.getString("schedule")).map(Wishes::schedule));
    }

    /** @throws IllegalStateException when a secret does not open, or a setting is not understood */
    private Subscriber subscriber(Row row, List<SealedSecret> sealed) {
        if (sealed.isEmpty()) {
            throw new IllegalStateException("has no secret to sign with; delete it and register it again");
        }
        row.filter().ifPresent(filters::of);
        String url = seal.url(row.id(), row.shownUrl(), row.url());
        FormatName format = FormatName.parse(row.format());
        Terms terms = row.wishes().over(config.concurrency(), config.timeout(), config.schedule());
        return new Subscriber(
                row.id(),
                new Envelope(
                        url,
                        format,
                        body(format, row.template(), row.contentType()).showing(row.fields()),
                        sealed.stream()
                                .map(secrets::open)
                                .map(LiveSecret::secret)
                                .toList(),
                        seal.headers(row.id(), row.headers()),
                        seal.credentials(row.id(), row.credentials())),
                terms,
                paces(row.id(), url, format, terms),
                row.health(),
                row.waitsUntil());
    }

    private BodyFormat body(FormatName format, Optional<String> template, Optional<String> contentType) {
        return BodyFormat.of(
                format,
                template.map(source -> contentType
                        .map(type -> templates.of(type + "\n" + source))
                        .orElseGet(() -> templates.of("\n" + source))));
    }

    /** @param text the content type, if any, and on the lines after it the template */
    private static BodyTemplate template(String text) {
        int end = text.indexOf('\n');
        String source = text.substring(end + 1);
        return end == 0 ? BodyTemplate.of(source) : BodyTemplate.of(source, text.substring(0, end));
    }

    /** Slack takes one message a second and webhook, whoever sends it. */
    private static List<Pace> paces(String id, String url, FormatName format, Terms terms) {
        List<Pace> paces = new ArrayList<>();
        terms.rate().ifPresent(rate -> paces.add(new Pace("subscription/" + id, rate)));
        if (format == FormatName.SLACK) {
            paces.add(new Pace("slack/" + Ids.base32(Ids.sha256().digest(url.getBytes(UTF_8)), 26), new Rate(1)));
        }
        return paces;
    }
}
