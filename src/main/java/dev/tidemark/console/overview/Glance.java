package dev.tidemark.console.overview;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.callback.meter.CallbackMeters;
import dev.tidemark.console.figure.Budget;
import dev.tidemark.console.figure.Budgets;
import dev.tidemark.console.figure.Charts;
import dev.tidemark.outbox.EventLog;
import dev.tidemark.platform.pulse.Beat;
import dev.tidemark.platform.pulse.PulseHistory;
import dev.tidemark.platform.pulse.Series;
import dev.tidemark.platform.pulse.Spread;
import dev.tidemark.poll.meter.PollMeters;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Gathers what the overview shows; from the pulse and a few short queries, however much is stored. */
@ApplicationScoped
class Glance {
    private static final Duration DAY_STEP = Duration.ofMinutes(15);
    private static final Duration NOW = Duration.ofMinutes(15);

    private final AccountStore accounts;
    private final Troubles troubles;
    private final PulseHistory pulse;
    private final Budgets budgets;
    private final Clock clock;

    Glance(AccountStore accounts, Troubles troubles, PulseHistory pulse, Budgets budgets, Clock clock) {
        this.accounts = accounts;
        this.troubles = troubles;
        this.pulse = pulse;
        this.budgets = budgets;
        this.clock = clock;
    }

    /** How late things are: now (of the last quarter of an hour) and over a day, as charts.js wants it. */
    record Lateness(Optional<Duration> median, Optional<Duration> p95, String chart) {}

    /** @param events in the last hour; a chart a minute of it */
    record Seen(
            Truth truth,
            List<Trouble> troubles,
            Lateness known,
            Lateness received,
            long events,
            String eventChart,
            long delivered,
            long failed,
            long exhausted,
            String deliveryChart,
            List<Budget> budgets) {}

    Seen now() {
        Instant now = clock.instant();
        Instant hourAgo = now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(59));
        Instant end = hourAgo.plus(Duration.ofHours(1));
        List<Account> all = accounts.all();
        List<Trouble> found = troubles.of(all);
        List<Beat> events = pulse.since(EventLog.LOGGED, hourAgo);
        List<Beat> deliveries = pulse.since(CallbackMeters.DELIVERIES, hourAgo);
        long told = sum(events, Optional.empty());
        return new Seen(
                Truth.of(found, all.size(), told),
                found,
                lateness(PollMeters.KNOWN, now),
                lateness(CallbackMeters.RECEIVED, now),
                told,
                Charts.stacked(events, hourAgo, end, Duration.ofMinutes(1)),
                sum(deliveries, Optional.of(CallbackMeters.DELIVERED)),
                sum(deliveries, Optional.of(CallbackMeters.FAILED)),
                sum(deliveries, Optional.of(CallbackMeters.EXHAUSTED)),
                Charts.stacked(deliveries, hourAgo, end, Duration.ofMinutes(1)),
                all.stream().map(budgets::of).toList());
    }

    private static long sum(List<Beat> beats, Optional<String> label) {
        return beats.stream()
                .filter(beat -> label.isEmpty() || beat.label().equals(label.get()))
                .mapToLong(Beat::count)
                .sum();
    }

    private Lateness lateness(Series series, Instant now) {
        long size = DAY_STEP.toSeconds();
        Instant end = Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), size) + 1) * size);
        Instant start = end.minus(Duration.ofDays(1));
        List<Beat> day = pulse.since(series, start);
        Spread lately = Spread.sum(day.stream()
                .filter(beat -> !beat.at().isBefore(now.minus(NOW)))
                .map(Beat::spread)
                .toList());
        return new Lateness(lately.quantile(0.5), lately.quantile(0.95), Charts.spread(day, start, end, DAY_STEP));
    }
}
