package dev.tidemark.bench.pages;

import dev.tidemark.bench.load.process.Usage;
import dev.tidemark.mainjob.ServiceProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page of the console and every search of the API beside {@code -Dpages.events} (1,000,000) and {@code
 * -Dpages.deliveries} (10,000,000) on PostgreSQL, a tenth of both on H2: 100 ms each. {@code ./mvnw package -DskipTests}
 * makes the jars first. Prints medians, maxima and the costs of the plans, and writes them to {@code target/pages.md}
 * with the plans of what is slow ({@code -Dpages.plans=true}: of all). Needs 20 GB of disk; no build fails by time.
 */
class PagesBench {
    private static final int MORE_SUBSCRIPTIONS = 40;

    @TempDir
    Path folder;

    private final int events = Integer.getInteger("pages.events", 1_000_000);
    private final int deliveries = Integer.getInteger("pages.deliveries", 10_000_000);

    @BeforeAll
    static void begin() throws IOException {
        Files.deleteIfExists(PageReport.FILE);
    }

    @Test
    void every_page_on_postgresql() {
        try (Stocked database = new PostgresStock(folder)) {
            run(database, new Stock(events, deliveries));
        }
    }

    @Test
    void every_page_on_h2() {
        try (Stocked database = new H2Stock(folder)) {
            run(database, new Stock(events / 10, deliveries / 10));
        }
    }

    private void run(Stocked database, Stock stock) {
        prepare(database);
        long start = System.nanoTime();
        Stock.Marks marks = database.fill(stock);
        System.out.printf("filled in %d s%n", (System.nanoTime() - start) / 1_000_000_000);
        PageReport report = new PageReport(String.format(
                Locale.ROOT, "%s, %,d events, %,d deliveries", database.name(), stock.events(), stock.deliveries()));
        try (ServiceProcess service = database.start();
                Pages pages = new Pages(
                        service.url(), stock.events(), () -> Usage.cpuSeconds(service.pid()) + database.cpuSeconds())) {
            List<Question> questions = Questions.of(stock, marks);
            questions.forEach(pages::warm);
            for (Question question : questions) {
                Pages.Took took = pages.took(question);
                report.add(question, took, database.plansOf(() -> pages.ask(question)));
            }
        }
        report.write(String.format(
                Locale.ROOT,
                "%d cores, Java %s, load %.1f at the end",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    }

    /** The service migrates; more subscriptions than a page has, most of them with little to do. */
    private static void prepare(Stocked database) {
        try (ServiceProcess service = database.start();
                Pages pages = new Pages(service.url(), 0, () -> 0)) {
            for (int i = 1; i <= Stock.SUBSCRIPTIONS + MORE_SUBSCRIPTIONS; i++) {
                String id = String.format(Locale.ROOT, "sub-%02d", i);
                pages.put("/api/v1/subscriptions/" + id, """
                        {"url": "http://127.0.0.1:9/hooks/%s", "enabled": %b, "types": [],
                         "filter": "data.view.percentage >= %d"}""".formatted(id, i != 5, i));
            }
        }
    }
}
