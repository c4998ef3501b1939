package dev.tidemark.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the results of one run come to, each beside the goal; a goal is left out when one of its cases was not run. */
final class Goals {
    private final Map<String, Result> results;
    private final List<String> lines = new ArrayList<>();

    Goals(Map<String, Result> results) {
        this.results = results;
        atLeast(
                "G1 warm, ten callbacks, beside db-scheduler",
                3.5,
                ratio(LoadBench.TEN, LoadBench.YARDSTICK, Result::warm));
        atLeast("the same beside db-scheduler tuned", 1, ratio(LoadBench.TEN, LoadBench.YARDSTICK_TUNED, Result::warm));
        atLeast("G2 warm, beside the raw signed rate", 0.25, ratio(LoadBench.TEN, LoadBench.RAW, Result::warm));
        atMost("G3 processor s per 1,000, service", 0.15, one(LoadBench.LARGE, Result::cpu));
        atMost("G3 processor s per 1,000, PostgreSQL", 0.05, one(LoadBench.LARGE, Result::databaseCpu));
        atLeast("G4 warm, a hundred callbacks beside one", 0.9, ratio(LoadBench.HUNDRED, LoadBench.ONE, Result::warm));
        atLeast("G5 rate, ten beside a slow one, beside ten", 0.95, ratio(LoadBench.SLOW, LoadBench.TEN, Result::rate));
        atMost("G5 p99 of the same", 1.3, ratio(LoadBench.SLOW, LoadBench.TEN, Result::p99));
        atMost(
                "p99 of ten beside one that hangs 30 s, beside ten",
                1.2,
                ratio(LoadBench.HANGING, LoadBench.TEN, Result::p99));
        atMost("G6 attempts a delivery", 1.46, one(LoadBench.FAILING, Result::attempts));
        atMost("G7 p50 at 100/s, ms", 5, one(LoadBench.PACED, Result::p50));
        atMost("G7 p99 beside db-scheduler's", 1, ratio(LoadBench.PACED, LoadBench.YARDSTICK_PACED, Result::p99));
        atLeast("G12 rate, long beside short history", 0.9, ratio(LoadBench.LONG, LoadBench.SHORT, Result::rate));
        atMost("G12 peak RSS of the same", 1.1, ratio(LoadBench.LONG, LoadBench.SHORT, Result::rss));
        atLeast("G13 backlog, H2 beside PostgreSQL", 0.5, ratio(LoadBench.BACKLOG_H2, LoadBench.BACKLOG, Result::rate));
    }

    List<String> lines() {
        return lines;
    }

    private void atLeast(String what, double goal, Optional<Double> measured) {
        measured.ifPresent(value -> line(what, "≥ " + text(goal), value, value >= goal));
    }

    private void atMost(String what, double goal, Optional<Double> measured) {
        measured.ifPresent(value -> line(what, "≤ " + text(goal), value, value <= goal));
    }

    private void line(String what, String goal, double measured, boolean isMet) {
        lines.add("| %s | %s | %s | %s |".formatted(what, goal, text(measured), isMet ? "met" : "not met"));
    }

    private Optional<Double> one(String name, ToDoubleFunction<Result> figure) {
        return Optional.ofNullable(results.get(name)).map(figure::applyAsDouble);
    }

    private Optional<Double> ratio(String name, String other, ToDoubleFunction<Result> figure) {
        return one(name, figure).flatMap(upper -> one(other, figure).map(lower -> upper / lower));
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, number >= 10 ? "%.1f" : "%.2f", number);
    }
}
