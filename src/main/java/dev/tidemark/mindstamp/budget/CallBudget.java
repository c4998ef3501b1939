package dev.tidemark.mindstamp.budget;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.platform.Ids;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * What each token may still call. Every call is written down before it is made, in one short transaction that waits
 * for others of the same token: two replicas together, or a service that was restarted, never spend more than one.
 * After a throttled or failed call the token waits, also over a restart.
 */
@ApplicationScoped
public class CallBudget {
    private static final Logger LOG = Logger.getLogger(CallBudget.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    /** 255 of the 256 bits of SHA-256; a token has as many, so that nobody finds it by trying. */
    private static final int KEY_LENGTH = 51;

    private final CallStore store;
    private final Clock clock;
    private final RandomGenerator random = RandomGenerator.getDefault();
    /** Callers that ask again and again before their time cost the database, and so detection, nothing. */
    private final Map<String, Instant> callersWait = new ConcurrentHashMap<>();

    CallBudget(CallStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Whether a call may be made now. */
    public sealed interface Decision {}

    /** It is counted: make it. */
    public record Spent() implements Decision {}

    /** Not before this instant. */
    public record Refused(Instant until) implements Decision {}

    /**
     * The budget of a token at a host, whichever account it is used for.
     *
     * @param account for the log only
     */
    public OfToken of(String account, String url, String token, CallLimits limits) {
        return new OfToken(account, key(URI.create(url), token), limits);
    }

    @Scheduled(every = "5m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void purge() {
        Instant now = clock.instant();
        store.purgeTokens(now);
        boolean more = true;
        while (more) {
            more = store.purgeCalls(now);
        }
    }

    /** The budget of one token. */
    public final class OfToken {
        private final String account;
        private final String key;
        private final CallLimits limits;

        private OfToken(String account, String key, CallLimits limits) {
            this.account = account;
            this.key = key;
            this.limits = limits;
        }

        /** A name for this budget; says nothing of the token. */
        public String key() {
            return key;
        }

        public Decision spend(CallClass callClass) {
            if (callClass != CallClass.CALLERS) {
                return store.spend(key, callClass, limits, clock);
            }
            Instant wait = callersWait.get(key);
            if (wait != null && clock.instant().isBefore(wait)) {
                return new Refused(wait);
            }
            Decision decision = store.spend(key, callClass, limits, clock);
            switch (decision) {
                case Refused(Instant until) -> callersWait.put(key, until);
                case Spent() -> callersWait.remove(key);
            }
            return decision;
        }

        /** Mindstamp works: what was waited for before counts no longer. */
        public void worked() {
            store.answered(key, clock.instant());
        }

        /** Mindstamp does not work or asks to wait: until then, else longer with each time in a row. */
        public void failed(Optional<Instant> retryAt) {
            Instant now = clock.instant();
            Instant until = store.pause(key, now, failures -> retryAt.orElseGet(() -> now.plus(backOff(failures))));
            LOG.debugf("mindstamp.paused account=%s until=%s", account, until);
        }
    }

    private static String key(URI url, String token) {
        MessageDigest digest = Ids.sha256();
        digest.update((host(url) + "\n").getBytes(UTF_8));
        return Ids.base32(digest.digest(token.getBytes(UTF_8)), KEY_LENGTH);
    }

    /** One way to write it: without a dot at the end, with the port. */
    private static String host(URI url) {
        String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        int usual = "http".equalsIgnoreCase(url.getScheme()) ? 80 : 443;
        return host + ":" + (url.getPort() < 0 ? usual : url.getPort());
    }

    /** Full jitter: anything between the first wait and twice as much for each failure before, up to the longest. */
    private Duration backOff(int failures) {
        long ceiling = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(failures, 20));
        return Duration.ofMillis(FIRST_WAIT.toMillis() + random.nextLong(ceiling));
    }
}
