package dev.tidemark.callback.meter;

import dev.tidemark.callback.meter.StandingStore.Standing;
import dev.tidemark.platform.Worker;
import dev.tidemark.platform.WorkersConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which callbacks are in trouble, and what is still to be sent. Every replica shows the same of all subscriptions, as of its last look. Only those in
 * trouble, or with something due, have series of their own.
 */
@ApplicationScoped
public class Standings {
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    /** Looking takes no more than this part of the time, however much is held. */
    private static final int PART = 20;

    private final StandingStore store;
    private final Clock clock;
    private final MultiGauge subscriptions;
    private final MultiGauge failing;
    private final MultiGauge disabled;
    private final MultiGauge backlog;
    private final MultiGauge oldestDue;
    private final MultiGauge held;
    private volatile Optional<Worker> worker = Optional.empty();
    private Instant notBefore = Instant.MIN;

    Standings(StandingStore store, MeterRegistry registry, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.subscriptions = MultiGauge.builder("tidemark.callback.subscriptions")
                .description("subscriptions by how they fare, whichever replica shows it")
                .register(registry);
        this.failing = MultiGauge.builder("tidemark.callback.failing")
                .description("since the first of the failures of a subscription whose receiver takes nothing now")
                .baseUnit("seconds")
                .register(registry);
        this.disabled = MultiGauge.builder("tidemark.callback.disabled")
                .description("1 for a subscription that gets nothing until somebody enables it")
                .register(registry);
        this.backlog = MultiGauge.builder("tidemark.callback.backlog")
                .description("deliveries of a subscription that are due, now or at their next try")
                .register(registry);
        this.oldestDue = MultiGauge.builder("tidemark.callback.oldest.due")
                .description("for how long the delivery of a subscription that was due first has been due")
                .baseUnit("seconds")
                .register(registry);
        this.held = MultiGauge.builder("tidemark.callback.held")
                .description("deliveries kept for a subscription that is disabled, or was until just now")
                .register(registry);
    }

    void onStart(@Observes @Priority(1000) StartupEvent started, WorkersConfig workers) {
        if (workers.enabled()) {
            worker = Optional.of(Worker.start("callback-standings", INTERVAL, this::round));
        }
    }

    /** What nobody looks at any more is not shown. */
    void onStop(@Observes ShutdownEvent stopping) {
        worker.ifPresent(Worker::close);
        Stream.of(subscriptions, failing, disabled, backlog, oldestDue, held)
                .forEach(gauge -> gauge.register(List.of(), true));
    }

    private void round() {
        Instant start = clock.instant();
        if (!start.isBefore(notBefore)) {
            look();
            Instant end = clock.instant();
            notBefore = end.plus(Duration.between(start, end).multipliedBy(PART - 1));
        }
    }

    /** Shows how subscriptions stand now. */
    public void look() {
        List<Standing> all = store.all();
        long isDisabled = all.stream().filter(one -> !one.enabled()).count();
        long isFailing =
                all.stream().filter(one -> one.failingSince().isPresent()).count();
        subscriptions.register(
                List.of(
                        Row.of(Tags.of("state", "well"), all.size() - isDisabled - isFailing),
                        Row.of(Tags.of("state", "failing"), isFailing),
                        Row.of(Tags.of("state", "disabled"), isDisabled)),
                true);
        show(failing, all, one -> one.failingSince().map(since -> row(one, seconds(since))));
        show(disabled, all, one -> one.enabled() ? Optional.empty() : Optional.of(row(one, 1)));
        show(backlog, all, one -> one.open() == 0 ? Optional.empty() : Optional.of(row(one, one.open())));
        Instant now = clock.instant();
        show(
                oldestDue,
                all,
                one -> one.oldestDue().filter(due -> !due.isAfter(now)).map(due -> row(one, seconds(due))));
        show(held, all, one -> one.enabled() && one.held() == 0 ? Optional.empty() : Optional.of(row(one, one.held())));
    }

    private static void show(MultiGauge gauge, List<Standing> all, Function<Standing, Optional<Row<?>>> row) {
        Stream<Row<?>> rows = all.stream().flatMap(one -> row.apply(one).stream());
        gauge.register(rows.toList(), true);
    }

    private static Row<?> row(Standing standing, Number value) {
        return Row.of(Tags.of("subscription", standing.subscription()), value);
    }

    private double seconds(Instant since) {
        return Math.max(0, Duration.between(since, clock.instant()).toMillis()) / 1000.0;
    }
}
