package dev.tidemark.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.bench.PostgresOnDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jars with a heap of 256 MiB, watching an account of which 10,000 and then 1,000,000 views are known: what
 * they need at most, and what a page costs. {@code ./mvnw package -DskipTests} makes the jars first; {@code -Dbench.rows}
 * and {@code -Dbench.seconds} make it another size.
 */
class MemoryBench {
    private static final List<Integer> ROWS = Stream.of(
                    System.getProperty("bench.rows", "10000,1000000").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final Duration FULL_PACE = Duration.ofSeconds(Integer.getInteger("bench.seconds", 60));

    /** MiB. */
    private static final int MOST_MORE = 64;

    @TempDir
    Path folder;

    @Test
    void on_postgresql() {
        isFlat(ROWS.stream().map(this::onPostgresql).toList());
    }

    @Test
    void on_h2() {
        isFlat(ROWS.stream().map(this::onH2).toList());
    }

    private int onPostgresql(int rows) {
        PostgresOnDisk.Server server = new PostgresOnDisk.Server();
        Map<String, String> settings = server.start();
        try {
            return run(
                    new Watching.Database(
                            Path.of("target/quarkus-app-postgresql/quarkus-run.jar"),
                            settings,
                            settings.get("quarkus.datasource.jdbc.url"),
                            "postgres"),
                    "PostgreSQL",
                    rows);
        } finally {
            server.stop();
        }
    }

    private int onH2(int rows) {
        String url = "jdbc:h2:file:" + folder.resolve("H2-" + rows + "/data/tidemark") + ";WRITE_DELAY=0";
        return run(new Watching.Database(Path.of("target/quarkus-app/quarkus-run.jar"), Map.of(), url, ""), "H2", rows);
    }

    /** @return MiB in use after full pace */
    private int run(Watching.Database database, String name, int rows) {
        try (Watching watching = new Watching(database, folder.resolve(name + "-" + rows), rows)) {
            System.out.printf("== %s, %,d rows known, heap of 256 MiB (goal: enough)%n", name, rows);
            int inUse = watching.fullPace(FULL_PACE);
            watching.listComesEmpty();
            watching.listIsBack(FULL_PACE.dividedBy(4));
            watching.viewersComeWhole();
            watching.sumUp();
            return inUse;
        }
    }

    private static void isFlat(List<Integer> inUse) {
        assertThat(inUse).as("MiB in use, by rows known").allMatch(mib -> mib <= inUse.getFirst() + MOST_MORE);
    }
}
