package dev.tidemark.poll;

import dev.tidemark.account.Account;
import dev.tidemark.account.MindstampConfig;
import dev.tidemark.poll.store.BudgetPartStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much of its token's budget an account may use: all of it, or a part where several share one, by the square root
 * of what happens in each (detection.md C): that keeps the mean delay over all of them least.
 */
@ApplicationScoped
class BudgetParts {
    private static final Duration EVERY = Duration.ofSeconds(30);
    /** Who did not say so for so long does not share any more. */
    private static final Duration GONE = Duration.ofMinutes(3);

    private final BudgetPartStore store;
    private final MindstampConfig config;
    private final Clock clock;
    private final Map<String, Part> parts = new ConcurrentHashMap<>();

    private record Part(Instant at, double share) {}

    BudgetParts(BudgetPartStore store, MindstampConfig config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    /** @param tempo events an hour in this account */
    double callsPerHour(Account account, String budgetKey, double tempo) {
        Instant now = clock.instant();
        Part part = parts.compute(
                account.id(),
                (_, known) -> known != null && now.isBefore(known.at().plus(EVERY))
                        ? known
                        : new Part(now, store.share(budgetKey, account.id(), weight(tempo), now, now.minus(GONE))));
        return part.share() * config.callsPerHour();
    }

    static double weight(double tempo) {
        return Math.sqrt(tempo + 1);
    }
}
