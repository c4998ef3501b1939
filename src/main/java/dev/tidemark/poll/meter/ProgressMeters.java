package dev.tidemark.poll.meter;

import dev.tidemark.change.StreamName;
import dev.tidemark.poll.state.RowStates;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How far the accounts polled here are known: rows, poison, lag, orders of lists, and what grows old. */
@ApplicationScoped
public class ProgressMeters {
    private final MultiGauge rows;
    private final MultiGauge poison;
    private final MultiGauge lag;
    private final MultiGauge order;
    private final MultiGauge age;
    private final MultiGauge gap;
    private final Clock clock;
    private final Map<String, Shown> accounts = new ConcurrentHashMap<>();

    ProgressMeters(MeterRegistry registry, Clock clock) {
        this.clock = clock;
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
        this.order = MultiGauge.builder("tidemark.poll.order")
                .description("1 for the order that the list is found to come in")
                .register(registry);
        this.age = MultiGauge.builder("tidemark.poll.age")
                .description(
                        "since the newest rows were looked at (head), the longest waiting due row under way was due"
                                + " (active; 0 when none is), the last whole round began (sweep)")
                .baseUnit("seconds")
                .register(registry);
        this.gap = MultiGauge.builder("tidemark.poll.gap")
                .description(
                        "rows that the source counts and that are not known, after a whole round; negative when more"
                                + " are known; not shown until the two agreed once")
                .register(registry);
    }

    /**
     * An account after a round.
     *
     * @param at when its rows were counted
     * @param lagSeconds since the news of its views were last looked at
     */
    public record Shown(
            Instant at,
            Map<StreamName, RowStates.Counts> rows,
            Map<StreamName, Integer> poison,
            Supplier<Number> lagSeconds,
            Map<StreamName, Standing> standings) {
        /** Whether the same rows are shown of both, with figures that are looked up or the same. */
        private boolean isLike(Shown other) {
            return at.equals(other.at)
                    && standings.keySet().equals(other.standings.keySet())
                    && standings.entrySet().stream()
                            .allMatch(one -> one.getValue().isLike(other.standing(one.getKey())));
        }

        private Standing standing(StreamName stream) {
            return standings.getOrDefault(stream, Standing.NONE);
        }
    }

    public void show(String account, Shown shown) {
        Shown before = accounts.put(account, shown);
        if (before == null || !before.isLike(shown)) {
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
        List<Row<?>> orderRows = new ArrayList<>();
        List<Row<?>> ageRows = new ArrayList<>();
        List<Row<?>> gapRows = new ArrayList<>();
        accounts.forEach((account, shown) -> {
            lagRows.add(Row.of(Tags.of("account", account), shown.lagSeconds()));
            shown.rows().forEach((stream, counts) -> {
                Tags tags = tags(account, stream);
                rowRows.add(Row.of(tags.and("state", "known"), counts.known()));
                rowRows.add(Row.of(tags.and("state", "open"), counts.open()));
                rowRows.add(Row.of(tags.and("state", "suspect"), counts.suspect()));
                poisonRows.add(Row.of(tags, shown.poison().getOrDefault(stream, 0)));
            });
            shown.standings().forEach((stream, standing) -> {
                Tags tags = tags(account, stream);
                orderRows.add(Row.of(tags.and("order", standing.order()), 1));
                standing.gap().ifPresent(_ -> gapRows.add(Row.of(tags, () -> gap(account, stream))));
                Stream.of(Standing.Age.values())
                        .filter(standing::has)
                        .forEach(age -> ageRows.add(Row.of(
                                tags.and("of", age.name().toLowerCase(Locale.ROOT)),
                                () -> seconds(account, stream, age))));
            });
        });
        rows.register(rowRows, true);
        poison.register(poisonRows, true);
        lag.register(lagRows, true);
        order.register(orderRows, true);
        age.register(ageRows, true);
        gap.register(gapRows, true);
    }

    private double seconds(String account, StreamName stream, Standing.Age of) {
        return Optional.ofNullable(accounts.get(account))
                .map(shown -> shown.standing(stream).seconds(of, clock.instant()))
                .orElse(0.0);
    }

    private long gap(String account, StreamName stream) {
        return Optional.ofNullable(accounts.get(account))
                .flatMap(shown -> shown.standing(stream).gap())
                .orElse(0L);
    }

    private static Tags tags(String account, StreamName stream) {
        return Tags.of("account", account, "stream", stream.text());
    }
}
