package dev.tidemark.platform.pulse;

import dev.tidemark.platform.Ids;
import dev.tidemark.platform.Worker;
import dev.tidemark.platform.WorkersConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps what was counted, of all replicas, and tells it; what this process has not stored yet is told too. */
@ApplicationScoped
public class PulseHistory {
    private static final Duration FLUSH = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofDays(2);
    private static final int PURGED_AT_ONCE = 1_000;

    private final Pulse pulse;
    private final PulseStore store;
    private final WorkersConfig workers;
    private final Clock clock;
    private final String writer = Ids.random("pulse");
    private volatile Optional<Worker> worker = Optional.empty();

    PulseHistory(Pulse pulse, PulseStore store, WorkersConfig workers, Clock clock) {
        this.pulse = pulse;
        this.store = store;
        this.workers = workers;
        this.clock = clock;
    }

    void start(@Observes @Priority(1000) StartupEvent start) {
        if (workers.enabled()) {
            worker = Optional.of(Worker.start("pulse", FLUSH, this::flush));
        }
    }

    void stop(@Observes @Priority(900) ShutdownEvent end) {
        worker.ifPresent(running -> {
            running.close();
            flush();
        });
    }

    /** Stores how things stand, and removes what is too old to look back at. */
    void flush() {
        Instant readAt = clock.instant();
        List<Beat> beats = pulse.beats();
        if (!beats.isEmpty()) {
            store.save(writer, beats);
            pulse.forgetOver(beats, readAt);
        }
        store.purge(clock.instant().minus(KEPT), PURGED_AT_ONCE);
    }

    /** Every beat since then, by time; those of several processes added up. */
    public List<Beat> since(Series series, Instant from) {
        Instant first = series.beat(from);
        return merged(series, first, store.since(series.name(), first), _ -> true);
    }

    /** Those of these labels alone. */
    public List<Beat> since(Series series, Collection<String> labels, Instant from) {
        Instant first = series.beat(from);
        return merged(series, first, store.since(series.name(), labels, first), labels::contains);
    }

    private List<Beat> merged(Series series, Instant from, List<PulseStore.Row> rows, Predicate<String> wanted) {
        List<Beat> mine = pulse.beats().stream()
                .filter(beat ->
                        beat.series().equals(series.name()) && !beat.at().isBefore(from) && wanted.test(beat.label()))
                .toList();
        record Place(Instant at, String label) {}
        Set<Place> fresh =
                mine.stream().map(beat -> new Place(beat.at(), beat.label())).collect(Collectors.toSet());
        Map<Place, Beat> sums = new LinkedHashMap<>();
        Stream.concat(
                        rows.stream()
                                .filter(row -> !row.writer().equals(writer)
                                        || !fresh.contains(new Place(
                                                row.beat().at(), row.beat().label())))
                                .map(PulseStore.Row::beat),
                        mine.stream())
                .forEach(beat -> sums.merge(new Place(beat.at(), beat.label()), beat, Beat::and));
        return sums.values().stream()
                .sorted(Comparator.comparing(Beat::at).thenComparing(Beat::label))
                .toList();
    }
}
