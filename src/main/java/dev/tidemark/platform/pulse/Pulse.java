package dev.tidemark.platform.pulse;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens; cheap enough for each attempt and event, from any thread. */
@ApplicationScoped
public class Pulse {
    /** Cells at once; more labels than that are counted as one. */
    private static final int MOST = 10_000;

    private static final String OTHER = "other";

    private final Clock clock;
    private final Map<Cell.Key, Cell> cells = new ConcurrentHashMap<>();

    Pulse(Clock clock) {
        this.clock = clock;
    }

    public void add(Series series, String label, long more) {
        cell(series, label).count.add(more);
    }

    /** So many things took this long. */
    public void took(Series series, String label, Duration duration, long more) {
        Cell cell = cell(series, label);
        cell.count.add(more);
        cell.spread.addAndGet(Spread.classOf(duration), more);
    }

    private Cell cell(Series series, String label) {
        Instant beat = series.beat(clock.instant());
        Cell.Key key = new Cell.Key(series.name(), beat, label);
        Cell known = cells.get(key);
        if (known == null && cells.size() >= MOST) {
            key = new Cell.Key(series.name(), beat, OTHER);
        }
        return known == null ? cells.computeIfAbsent(key, _ -> new Cell(series.step())) : known;
    }

    /** What was counted since the beats of memory began, as absolute figures. */
    List<Beat> beats() {
        List<Beat> beats = new ArrayList<>();
        cells.forEach((key, cell) -> beats.add(cell.beat(key)));
        return beats;
    }

    /**
     * Forgets the beats that are over, once they are stored.
     *
     * @param readAt before they were read: what was counted since then is stored by nobody yet
     */
    void forgetOver(List<Beat> stored, Instant readAt) {
        for (Beat beat : stored) {
            Cell.Key key = new Cell.Key(beat.series(), beat.at(), beat.label());
            // Nobody counts there any more, unless he looked at the clock long ago.
            cells.computeIfPresent(
                    key, (_, cell) -> beat.at().plus(cell.step).plusSeconds(1).isBefore(readAt) ? null : cell);
        }
    }

    private static final class Cell {
        private final Duration step;
        private final LongAdder count = new LongAdder();
        private final AtomicLongArray spread = new AtomicLongArray(Spread.CLASSES);

        Cell(Duration step) {
            this.step = step;
        }

        record Key(String series, Instant at, String label) {}

        Beat beat(Key key) {
            long[] counts = new long[Spread.CLASSES];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = spread.get(i);
            }
            return new Beat(key.series(), key.at(), key.label(), count.sum(), new Spread(counts));
        }
    }
}
