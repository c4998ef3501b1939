package dev.tidemark.bench;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.WarmupMode;

/** Runs {@link ParseAndDiff} on one thread. {@code -Dbench.profiler=gc} or {@code stack} tells where the time goes. */
class ParseAndDiffBench {
    private static final int GOAL = 50_000;

    @Test
    void rows_a_second_on_one_thread() throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(ParseAndDiff.class.getName())
                // All kinds of rows warm the code, as in the service.
                .warmupMode(WarmupMode.BULK)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(2))
                .forks(2)
                .addProfiler(RowsPerCpuSecond.class)
                // No second thread for the collector.
                .jvmArgs("-Xmx512m", "-XX:+UseSerialGC");
        String profiler = System.getProperty("bench.profiler", "");
        if (!profiler.isEmpty()) {
            options.addProfiler(profiler);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        System.out.print(ParseAndDiff.described());
        for (RunResult result : results) {
            System.out.printf(
                    "%s: %,.0f rows per second of processor time, %,.0f by the clock (goal: %,d a core)%n",
                    result.getPrimaryResult().getLabel(),
                    result.getSecondaryResults().get(RowsPerCpuSecond.LABEL).getScore(),
                    result.getPrimaryResult().getScore(),
                    GOAL);
        }
    }
}
