package dev.tidemark.mindstamp.budget;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What tokens have spent lately, for people. */
@ApplicationScoped
public class SpentCalls {
    private final CallStore store;
    private final Clock clock;

    SpentCalls(CallStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Calls of a class in the minute that begins then. */
    public record OfMinute(Instant at, CallClass callClass, int calls) {}

    /** Calls of the last hour, minute by minute; those without any are left out. */
    public List<OfMinute> byMinute(String budgetKey) {
        return store.spentByMinute(budgetKey, clock.instant().minus(Duration.ofHours(1)));
    }

    /** Calls of the last minute. */
    public Map<CallClass, Integer> ofLastMinute(String budgetKey) {
        return store.spent(budgetKey, clock.instant().minus(Duration.ofMinutes(1)));
    }

    /**
     * Calls of the last hour; classes without any are left out.
     *
     * @param budgetKey as in {@link CallBudget.OfToken#key()}
     */
    public Map<CallClass, Integer> ofLastHour(String budgetKey) {
        return store.spent(budgetKey, clock.instant().minus(Duration.ofHours(1)));
    }
}
