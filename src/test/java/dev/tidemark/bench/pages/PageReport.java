package dev.tidemark.bench.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The table of one database, as Markdown, added to {@code target/pages.md}; plans of what is slow, or of all. */
final class PageReport {
    static final double LIMIT_MS = 100;

    static final Path FILE = Path.of("target/pages.md");
    private static final boolean ALL_PLANS = Boolean.getBoolean("pages.plans");

    private final StringBuilder table = new StringBuilder();
    private final StringBuilder plans = new StringBuilder();
    private int slow;

    PageReport(String title) {
        System.out.println(title);
        table.append("## ").append(title).append("""


                | page | median ms | max ms | CPU ms | bytes | statements | cost of the dearest |
                | --- | --- | --- | --- | --- | --- | --- |
                """);
    }

    void add(Question question, Pages.Took took, List<Plan> told) {
        boolean isSlow = took.median() > LIMIT_MS;
        slow += isSlow ? 1 : 0;
        List<Plan> dearest = told.stream()
                .sorted(Comparator.comparingDouble(Plan::cost)
                        .thenComparingDouble(Plan::millis)
                        .reversed())
                .limit(2)
                .toList();
        String line = String.format(
                Locale.ROOT,
                "| %s%s | %.1f | %.1f | %.1f | %,d | %d | %s |",
                question.name(),
                isSlow ? " **slow**" : "",
                took.median(),
                took.max(),
                took.cpu(),
                took.bytes(),
                told.size(),
                dearest.isEmpty()
                        ? "–"
                        : String.format(Locale.ROOT, "%.0f", dearest.getFirst().cost()));
        System.out.println(line);
        table.append(line).append('\n');
        if (isSlow || ALL_PLANS) {
            plans.append("\n### ").append(question.name()).append('\n');
            dearest.forEach(plan -> plans.append(String.format(
                    Locale.ROOT,
                    "%n%.1f ms, cost %.0f:%n```%n%s%n%s%n```%n",
                    plan.millis(),
                    plan.cost(),
                    plan.statement(),
                    plan.text())));
        }
    }

    /** @return how many pages are slow */
    int write(String machine) {
        table.append("\nSlower than ")
                .append((int) LIMIT_MS)
                .append(" ms: ")
                .append(slow)
                .append(". ")
                .append(machine)
                .append(".\n")
                .append(plans)
                .append('\n');
        System.out.println("slower than " + LIMIT_MS + " ms: " + slow);
        try {
            Files.writeString(FILE, table, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return slow;
    }
}
