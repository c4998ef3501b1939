package dev.tidemark.callback.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.platform.Ids;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.platform.SecretBox;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table {@code signing_secret}: the newest secret of each subscription, and older ones until they end. A secret is
 * live while its end is not reached. All methods run in the caller's transaction; those that change something expect
 * the subscription's row to be locked by it, or lock it.
 */
@ApplicationScoped
public class SecretStore {
    /** How long an old secret signs too, when nobody says otherwise. */
    public static final Duration OVERLAP = Duration.ofHours(24);

    public static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    /** Each live secret makes the header longer, and servers accept 8 KiB of headers. */
    private static final int MOST_LIVE = 10;

    private static final String COLUMNS = "select c.id, c.subscription_id, c.sealed, c.created_at, c.ends_at";

    private final Sql sql;
    private final SecretBox box;
    private final Clock clock;

    SecretStore(Sql sql, SecretBox box, Clock clock) {
        this.sql = sql;
        this.box = box;
        this.clock = clock;
    }

    /**
     * Signs for the subscription from now on; what did before ends after {@link #OVERLAP}. Nothing changes when it is the
     * newest already. Those that do not open any more are removed: they sign nothing and keep everything from being sent.
     */
    public void add(String subscription, SigningSecret secret) {
        List<SealedSecret> known = sealed(subscription);
        String text = secret.text();
        if (known.isEmpty() || !text(known.getFirst()).equals(Optional.of(text))) {
            known.stream()
                    .filter(one ->
                            text(one).filter(other -> !other.equals(text)).isEmpty())
                    .forEach(one -> sql.update("delete from signing_secret where id = ?", one.id()));
            supersede(subscription, OVERLAP);
            insert(subscription, secret);
        }
    }

    /**
     * What configuration declares signs from now on, unless it was declared before: then it is left at what became of it
     * since, be it rotated away. One that was to be used and does not open any more is replaced in any case.
     */
    public void declare(String subscription, SigningSecret secret) {
        String print =
                HexFormat.of().formatHex(Ids.sha256().digest(secret.text().getBytes(UTF_8)));
        List<Optional<String>> known =
                sealed(subscription).stream().map(this::text).toList();
        boolean isUsable = !known.isEmpty() && known.getFirst().isPresent();
        Optional<String> noted = sql.first(
                "select coalesce(declared_secret, '') from subscription where id = ?",
                row -> row.getString(1),
                subscription);
        // Noted by nobody, but there: it was declared before such notes were made.
        boolean isKnown = noted.equals(Optional.of(print))
                || (noted.equals(Optional.of("")) && known.contains(Optional.of(secret.text())));
        if (!isUsable || !isKnown) {
            add(subscription, secret);
        }
        if (!noted.equals(Optional.of(print))) {
            sql.update("update subscription set declared_secret = ? where id = ?", print, subscription);
        }
    }

    /**
     * Makes a new secret of the same scheme. The ones before sign until the overlap is over, never longer than they did
     * already; those that have ended are removed.
     *
     * @param overlap 0–7 days
     * @return empty when there is no such subscription
     * @throws ProblemException 409 when too many sign already
     */
    public Optional<SigningSecret> rotate(String subscription, Duration overlap) {
        return lockedScheme(subscription).map(scheme -> replace(subscription, scheme, overlap));
    }

    /**
     * Has requests signed by this scheme: makes a secret where the newest is of another, which signs on for
     * {@link #OVERLAP}.
     *
     * @return the new secret; empty when nothing had to change or there is no such subscription
     * @throws ProblemException 409 when too many sign already
     */
    public Optional<SigningSecret> change(String subscription, SignatureScheme scheme) {
        return lockedScheme(subscription)
                .filter(used -> used != scheme)
                .map(_ -> replace(subscription, scheme, OVERLAP));
    }

    /** By which scheme its requests are signed; empty when there is no such subscription. */
    public Optional<SignatureScheme> scheme(String subscription) {
        return sql.first(
                "select scheme from signing_secret where subscription_id = ? order by id desc fetch first 1 rows only",
                row -> SignatureScheme.byText(row.getString(1)).orElse(SignatureScheme.V1),
                subscription);
    }

    /**
     * The newest first; none when there is no such subscription.
     *
     * @throws IllegalStateException when the service's key is not the one they were sealed with
     */
    public List<LiveSecret> live(String subscription) {
        return sealed(subscription).stream().map(this::open).toList();
    }

    /** The live ones of all enabled subscriptions, by subscription, the newest first. */
    public Map<String, List<SealedSecret>> ofEnabled() {
        return sql.query(COLUMNS + """
                                 from signing_secret c join subscription s on s.id = c.subscription_id
                                where s.enabled and (c.ends_at is null or c.ends_at > ?)
                                order by c.subscription_id, c.id desc""", SecretStore::read, clock.instant()).stream()
                .collect(Collectors.groupingBy(SealedSecret::subscription, LinkedHashMap::new, Collectors.toList()));
    }

    /** @throws IllegalStateException when the service's key is not the one it was sealed with */
    public LiveSecret open(SealedSecret sealed) {
        return new LiveSecret(
                SigningSecret.stored(box.open(name(sealed.subscription()), sealed.bytes())),
                sealed.createdAt(),
                sealed.endsAt());
    }

    /** The public keys that verify what any subscription is sent now; whose they are is not told. */
    public List<VerifyingKey> verifyingKeys() {
        return sql.query("""
                        select distinct public_key from signing_secret
                        where public_key is not null and (ends_at is null or ends_at > ?)
                        order by public_key""", row -> new VerifyingKey(row.getString(1)), clock.instant());
    }

    private SigningSecret replace(String subscription, SignatureScheme scheme, Duration overlap) {
        SigningSecret secret = SigningSecret.create(scheme);
        supersede(subscription, overlap);
        List<SealedSecret> before = sealed(subscription);
        if (before.size() >= MOST_LIVE) {
            throw new ProblemException(Problem.of(
                    409,
                    "Conflict",
                    before.size() + " secrets sign already, which is the most; the next of them ends at "
                            + before.stream()
                                    .flatMap(one -> one.endsAt().stream())
                                    .min(Comparator.naturalOrder())
                                    .orElseThrow()
                            + ". Rotate after that, or with a shorter overlap, such as PT0S, which ends all of them"));
        }
        insert(subscription, secret);
        return secret;
    }

    private void supersede(String subscription, Duration overlap) {
        Instant now = clock.instant();
        Instant end = now.plus(overlap);
        sql.update("""
                update signing_secret set ends_at = ?
                where subscription_id = ? and (ends_at is null or ends_at > ?)""", end, subscription, end);
        sql.update("delete from signing_secret where subscription_id = ? and ends_at <= ?", subscription, now);
    }

    private void insert(String subscription, SigningSecret secret) {
        sql.update(
                """
                        insert into signing_secret (subscription_id, scheme, sealed, public_key, created_at)
                        values (?, ?, ?, ?, ?)""",
                subscription,
                secret.scheme().text(),
                box.seal(name(subscription), secret.text()),
                secret instanceof Ed25519Key key ? key.verifying().x() : null,
                clock.instant());
    }

    private Optional<SignatureScheme> lockedScheme(String subscription) {
        return sql.first("select id from subscription where id = ? for update", row -> row.getString(1), subscription)
                .flatMap(this::scheme);
    }

    /** The live ones of a subscription, the newest first. */
    public List<SealedSecret> sealed(String subscription) {
        return sql.query(COLUMNS + """
                         from signing_secret c where c.subscription_id = ? and (c.ends_at is null or c.ends_at > ?)
                        order by c.id desc""", SecretStore::read, subscription, clock.instant());
    }

    private static SealedSecret read(ResultSet row) throws SQLException {
        return new SealedSecret(
                row.getLong("id"),
                row.getString("subscription_id"),
                row.getBytes("sealed"),
                Objects.requireNonNull(Sql.instant(row, "created_at")),
                Optional.ofNullable(Sql.instant(row, "ends_at")));
    }

    /** Empty when it does not open. */
    private Optional<String> text(SealedSecret sealed) {
        try {
            return Optional.of(open(sealed).secret().text());
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static String name(String subscription) {
        return "subscription/" + subscription;
    }
}
