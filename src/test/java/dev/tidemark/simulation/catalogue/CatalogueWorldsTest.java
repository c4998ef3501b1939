package dev.tidemark.simulation.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random catalogues; {@code -Dsimulation.worlds} makes them more. */
class CatalogueWorldsTest {
    private static final int WORLDS = Integer.getInteger("simulation.worlds", 50);

    @Test
    void nobody_is_missed_invented_or_told_twice() {
        List<String> failed = IntStream.rangeClosed(1, WORLDS)
                .parallel()
                .mapToObj(seed -> "seed " + seed + ": " + new CatalogueWorld(seed).violations())
                .filter(verdict -> !verdict.endsWith("[]"))
                .toList();

        assertThat(failed).as("%d of %d worlds", failed.size(), WORLDS).isEmpty();
    }
}
