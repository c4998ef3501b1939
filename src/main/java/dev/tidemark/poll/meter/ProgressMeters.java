package dev.tidemark.poll.meter;

import dev.tidemark.change.StreamName;
import dev.tidemark.poll.state.RowStates;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** How far the accounts polled here are known: rows, poison, lag. */
@ApplicationScoped
public class ProgressMeters {
    private final MultiGauge rows;
    private final MultiGauge poison;
    private final MultiGauge lag;
    private final Map<String, Shown> accounts = new ConcurrentHashMap<>();

    ProgressMeters(MeterRegistry registry) {
        this.rows = MultiGauge.builder("tidemark.poll.rows")
                .description("rows known, of which open may change soon and suspect are missing; at most a minute old")
                .register(registry);
        this.poison = MultiGauge.builder("tidemark.poll.poison")
                .description("rows that cannot be processed")
                .register(registry);
        this.lag = MultiGauge.builder("tidemark.poll.lag")
                .description("since the news of the views were last looked at")
                .baseUnit("seconds")
                .register(registry);
    }

    private record Shown(
            Instant at,
            Map<StreamName, RowStates.Counts> rows,
            Map<StreamName, Integer> poison,
            Supplier<Number> lag) {}

    /** @param at when it was counted; the same as last time changes nothing */
    public void show(
            String account,
            Instant at,
            Map<StreamName, RowStates.Counts> counts,
            Map<StreamName, Integer> unreadable,
            Supplier<Number> lagSeconds) {
        Shown before = accounts.put(account, new Shown(at, counts, unreadable, lagSeconds));
        if (before == null || !before.at().equals(at)) {
            register();
        }
    }

    /** The account is not polled here any more. */
    public void forget(String account) {
        if (accounts.remove(account) != null) {
            register();
        }
    }

    private synchronized void register() {
        List<Row<?>> rowRows = new ArrayList<>();
        List<Row<?>> poisonRows = new ArrayList<>();
        List<Row<?>> lagRows = new ArrayList<>();
        accounts.forEach((account, shown) -> {
            lagRows.add(Row.of(Tags.of("account", account), shown.lag()));
            shown.rows().forEach((stream, counts) -> {
                Tags tags = Tags.of("account", account, "stream", stream.text());
                rowRows.add(Row.of(tags.and("state", "known"), counts.known()));
                rowRows.add(Row.of(tags.and("state", "open"), counts.open()));
                rowRows.add(Row.of(tags.and("state", "suspect"), counts.suspect()));
                poisonRows.add(Row.of(tags, shown.poison().getOrDefault(stream, 0)));
            });
        });
        rows.register(rowRows, true);
        poison.register(poisonRows, true);
        lag.register(lagRows, true);
    }
}
