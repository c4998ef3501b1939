package dev.tidemark.mindstamp.budget;

import dev.tidemark.platform.Sql;
import java.time.Clock;

/** Makes what a process of its own would have. */
public final class Budgets {
    private Budgets() {}

    public static CallBudget fresh(Sql sql, Clock clock) {
        return new CallBudget(new CallStore(sql), clock);
    }
}
