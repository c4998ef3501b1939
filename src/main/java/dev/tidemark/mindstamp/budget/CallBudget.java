package dev.tidemark.mindstamp.budget;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What each account may still call. Every call is written down before it is made, in one short transaction that waits
 * for others of the same account: two replicas together, or a service that was restarted, never spend more than one.
 * After a throttled or failed call the account waits, also over a restart.
 */
@ApplicationScoped
public class CallBudget {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final CallStore store;
    private final Clock clock;
    private final RandomGenerator random = RandomGenerator.getDefault();

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

    public OfToken of(String account, CallLimits limits) {
        return new OfToken(account, limits);
    }

    /** The budget of one account. */
    public final class OfToken {
        private final String account;
        private final CallLimits limits;

        private OfToken(String account, CallLimits limits) {
            this.account = account;
            this.limits = limits;
        }

        public Decision spend(CallClass callClass) {
            return store.spend(account, limits, clock.instant());
        }

        /** Mindstamp works: what was waited for before counts no longer. */
        public void worked() {
            store.answered(account);
        }

        /** Mindstamp does not work or asks to wait: until then, else longer with each time in a row. */
        public void failed(Optional<Instant> retryAt) {
            Instant now = clock.instant();
            store.pause(account, failures -> retryAt.orElseGet(() -> now.plus(backOff(failures))));
        }
    }

    /** Full jitter: anything between the first wait and twice as much for each failure before, up to the longest. */
    private Duration backOff(int failures) {
        long ceiling = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(failures, 20));
        return Duration.ofMillis(FIRST_WAIT.toMillis() + random.nextLong(ceiling));
    }
}
