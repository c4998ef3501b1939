package dev.tidemark.simulation;

import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.budget.CallClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The load that the goals are set for, in virtual time; see {@link WorldPlan#documented}.
 *
 * @param learned when the history was known
 * @param learning what happened until then
 * @param live what happened from then on, but for the last two rounds, which could not show it yet
 * @param longestRound of the sweep, after learning
 * @param pages calls that read history
 * @param violations what was told to be gone and was not
 */
record DocumentedLoad(
        int history,
        Instant learned,
        Delays learning,
        Delays live,
        Duration longestRound,
        int pages,
        Map<CallClass, Integer> calls,
        List<String> violations) {
    private static final int PER_HOUR = 1000;

    /** @param kills the process dies at half of the history */
    static DocumentedLoad run(int history, Duration time, long seed, boolean kills) {
        SightedRows rows = new SightedRows();
        Simulation simulation =
                new Simulation(WorldPlan.documented(history, time), seed, PER_HOUR, Stores.inMemory(rows));
        List<Instant> rounds = new ArrayList<>();
        boolean alive = kills;
        while (simulation.clock.instant().isBefore(simulation.world.end())) {
            simulation.step();
            boolean over = simulation.stream(StreamName.VIEWS)
                    .sweptAt()
                    .filter(begun -> rounds.isEmpty() || begun.isAfter(rounds.getLast()))
                    .isPresent();
            if (over) {
                rounds.add(simulation.clock.instant());
            }
            if (alive && simulation.stream(StreamName.VIEWS).sweep().pages() >= history / 200) {
                alive = false;
                simulation.restart();
            }
        }
        return of(simulation, rows, history, rounds);
    }

    private static DocumentedLoad of(Simulation simulation, SightedRows rows, int history, List<Instant> rounds) {
        Duration longest = Duration.ZERO;
        for (int i = 1; i < rounds.size(); i++) {
            Duration round = Duration.between(rounds.get(i - 1), rounds.get(i));
            longest = round.compareTo(longest) > 0 ? round : longest;
        }
        Instant learned = rounds.getFirst();
        Instant end = simulation.clock.instant();
        return new DocumentedLoad(
                history,
                learned,
                Delays.between(simulation.world, rows, simulation.world.start(), learned),
                Delays.between(simulation.world, rows, learned, end.minus(longest.multipliedBy(2))),
                longest,
                simulation.budget.spent().getOrDefault(CallClass.BACKFILL, 0),
                Map.copyOf(simulation.budget.spent()),
                Verdicts.ofDeletions(simulation));
    }

    /** A line of a table for people, with the head of it before. */
    String table() {
        return String.format(
                Locale.ROOT,
                "%n%-28s %6s %8s %8s %8s %8s%n%s%n%s%n%s%n%s%n%s%n%s%n",
                history + " views of history",
                "n",
                "p50 s",
                "p95 s",
                "p99 s",
                "most s",
                line("new, while learning", learning.news()),
                line("new", live.news()),
                line("final state", live.finals()),
                line("gone on after 30 min", live.returns()),
                line("deleted", live.deletions()),
                String.format(
                        Locale.ROOT,
                        "missed %d, stale %d, not found gone %d; learned after %d s in %d calls; longest round %d s; calls %s",
                        live.missed(),
                        live.stale(),
                        live.notGone(),
                        Duration.between(Simulation.START, learned).toSeconds(),
                        pages,
                        longestRound.toSeconds(),
                        calls));
    }

    private static String line(String what, List<Duration> delays) {
        return String.format(
                Locale.ROOT,
                "%-28s %6d %8.1f %8.1f %8.1f %8.1f",
                what,
                delays.size(),
                Delays.percentile(delays, 50),
                Delays.percentile(delays, 95),
                Delays.percentile(delays, 99),
                Delays.percentile(delays, 100));
    }
}
