package dev.tidemark.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table, as Markdown, printed and in {@code target/load.md}. */
final class Report {
    private static final Path FILE = Path.of("target/load.md");

    private final Map<String, List<Result>> rounds = new LinkedHashMap<>();

    /** Tells at once, for the whole may take long. */
    void add(Result result) {
        rounds.computeIfAbsent(result.name(), _ -> new ArrayList<>()).add(result);
        System.out.println(row(result));
    }

    /** Of several rounds the one with the median rate. */
    void write(String machine, List<String> faults) {
        Map<String, Result> results = new LinkedHashMap<>();
        rounds.forEach((name, all) -> results.put(name, median(all)));
        StringBuilder text = new StringBuilder("""
                | what | deliveries | per s | warm | p50 ms | p95 | p99 | CPU s per 1,000 | PostgreSQL's | peak RSS MiB \
                | attempts | remark |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        results.values().forEach(result -> text.append(row(result)).append('\n'));
        text.append("\n| goal | wanted | measured | |\n| --- | --- | --- | --- |\n");
        new Goals(results).lines().forEach(line -> text.append(line).append('\n'));
        text.append("| G14 ledger, every case | no faults | %s | %s |%n"
                .formatted(faults.size(), faults.isEmpty() ? "met" : "not met"));
        text.append('\n').append(machine).append(".\n");
        System.out.println(text);
        try {
            Files.writeString(FILE, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Result median(List<Result> all) {
        return all.stream()
                .sorted(Comparator.comparingDouble(Result::rate))
                .toList()
                .get(all.size() / 2);
    }

    private static String row(Result result) {
        return "| %s | %,d | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        result.name(),
                        result.deliveries(),
                        whole(result.rate()),
                        whole(result.warm()),
                        tenths(result.p50()),
                        tenths(result.p95()),
                        tenths(result.p99()),
                        thousandths(result.cpu()),
                        thousandths(result.databaseCpu()),
                        result.rss() < 0 ? "–" : Integer.toString(result.rss()),
                        thousandths(result.attempts()),
                        result.remark());
    }

    private static String whole(double number) {
        return text("%,.0f", number);
    }

    private static String tenths(double number) {
        return number >= 1000 ? whole(number) : text("%.1f", number);
    }

    private static String thousandths(double number) {
        return text("%.3f", number);
    }

    private static String text(String format, double number) {
        return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, format, number);
    }
}
