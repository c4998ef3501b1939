package dev.tidemark.console.figure;

import dev.tidemark.account.Account;
import dev.tidemark.account.MindstampConfig;
import dev.tidemark.mindstamp.MindstampClient;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.budget.SpentCalls;
import dev.tidemark.poll.AccountGate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the token of an account spent of its budget, whoever used it. */
@ApplicationScoped
public class Budgets {
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final int MINUTES = 60;

    private final AccountGate gate;
    private final SpentCalls spent;
    private final MindstampConfig limits;
    private final Clock clock;

    Budgets(AccountGate gate, SpentCalls spent, MindstampConfig limits, Clock clock) {
        this.gate = gate;
        this.spent = spent;
        this.limits = limits;
        this.clock = clock;
    }

    public Budget of(Account account) {
        Optional<String> key = key(account);
        Map<CallClass, Integer> hour = key.map(spent::ofLastHour).orElse(Map.of());
        Map<CallClass, Integer> minute = key.map(spent::ofLastMinute).orElse(Map.of());
        return Budget.of(account.id(), hour, limits.callsPerHour(), minute, limits.callsPerMinute());
    }

    /** Calls a minute of the last hour by class, as charts.js wants it; each class in its own colour, called for or not. */
    public String chart(Account account) {
        Instant from = clock.instant().truncatedTo(ChronoUnit.MINUTES).minus(STEP.multipliedBy(MINUTES - 1L));
        List<SpentCalls.OfMinute> made = key(account).map(spent::byMinute).orElse(List.of());
        Map<String, long[]> counts = new LinkedHashMap<>();
        for (CallClass callClass : CallClass.values()) {
            counts.put(Budget.name(callClass), ofClass(made, callClass, from));
        }
        return Charts.stacked(counts, from, from.plus(STEP.multipliedBy(MINUTES)), STEP);
    }

    private static long[] ofClass(List<SpentCalls.OfMinute> made, CallClass callClass, Instant from) {
        long[] counts = new long[MINUTES];
        for (SpentCalls.OfMinute one : made) {
            long at = Duration.between(from, one.at()).dividedBy(STEP);
            if (one.callClass() == callClass && at >= 0 && at < MINUTES) {
                counts[(int) at] += one.calls();
            }
        }
        return counts;
    }

    private Optional<String> key(Account account) {
        return gate.client(account).map(MindstampClient::budgetKey);
    }
}
