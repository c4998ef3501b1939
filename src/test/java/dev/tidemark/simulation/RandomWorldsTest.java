package dev.tidemark.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.poll.list.ListOrder;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random worlds in each order of lists; {@code -Dsimulation.worlds} makes them more, {@code .from} begins elsewhere. */
class RandomWorldsTest {
    private static final int WORLDS = Integer.getInteger("simulation.worlds", 200);
    private static final int FROM = Integer.getInteger("simulation.from", 1);
    private static final int PER_HOUR = 1000;

    @ParameterizedTest
    @EnumSource(ListOrder.class)
    void nothing_is_missed_invented_or_told_twice(ListOrder order) {
        List<String> failed = IntStream.range(FROM, FROM + WORLDS)
                .parallel()
                .mapToObj(seed -> {
                    WorldPlan plan = WorldPlan.random(order, new Random(seed * 1_000_003L + order.ordinal()));
                    Simulation simulation = new Simulation(plan, seed, PER_HOUR);
                    simulation.run();
                    List<String> violations = Verdicts.of(simulation);
                    return violations.isEmpty() ? "" : "seed " + seed + " " + plan + ": " + violations;
                })
                .filter(violation -> !violation.isEmpty())
                .toList();
        assertThat(failed).as("%d of %d worlds", failed.size(), WORLDS).isEmpty();
    }
}
