package dev.tidemark.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.platform.Sql;
import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamStates;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random worlds in which the process dies now and then, known by the production stores on a database, each commit in one
 * transaction; {@code -Dsimulation.stored} makes them more.
 */
abstract class WorldsOnStoresContract {
    private static final int WORLDS = Integer.getInteger("simulation.stored", 1);
    private static final int PER_HOUR = 1000;

    @Inject
    RowStates rows;

    @Inject
    StreamStates streams;

    @Inject
    Sql sql;

    @ParameterizedTest
    @EnumSource(names = "UNORDERED", mode = EnumSource.Mode.EXCLUDE)
    void nothing_is_missed_invented_or_told_twice(ListOrder order) {
        List<String> failed = IntStream.iterate(1, seed -> seed + 1)
                .filter(seed -> plan(order, seed).faults().crash() > 0)
                .limit(WORLDS)
                .mapToObj(seed -> violations(plan(order, seed), seed))
                .filter(violation -> !violation.isEmpty())
                .toList();
        assertThat(failed).as("%d of %d worlds", failed.size(), WORLDS).isEmpty();
    }

    private static WorldPlan plan(ListOrder order, int seed) {
        return WorldPlan.random(order, new Random(seed * 1_000_003L + order.ordinal()));
    }

    private String violations(WorldPlan plan, int seed) {
        String account = "world-" + plan.order() + "-" + seed;
        try {
            Simulation simulation = new Simulation(plan, seed, PER_HOUR, stores(account));
            simulation.run();
            List<String> violations = Verdicts.of(simulation);
            return violations.isEmpty() ? "" : "seed " + seed + " " + plan + ": " + violations;
        } finally {
            forget(account);
        }
    }

    private Stores stores(String account) {
        Revisions revisions = new Revisions();
        return new Stores(account, revisions.of(rows), streams, revisions::inTransaction);
    }

    private void forget(String account) {
        QuarkusTransaction.requiringNew().run(() -> {
            for (String table : List.of("row_state", "known_fact", "poison_row", "stream")) {
                sql.update("delete from " + table + " where account_id = ?", account);
            }
        });
    }
}
