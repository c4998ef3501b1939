package dev.tidemark.poll.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Rows whose own calls fail are left alone, so that others go before: half a minute, then twice as long with each failure
 * up to half an hour.
 */
public final class Patience {
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 6;
    /** Then it is no chance any more. */
    private static final int OFTEN = 3;
    /** Who is due again is forgotten when there are more. */
    private static final int MOST = 10_000;

    private final Map<String, Alone> alone = new HashMap<>();

    private record Alone(int times, Instant until) {}

    public void failed(String rowId, Instant now) {
        if (alone.size() >= MOST) {
            alone.values().removeIf(one -> !one.until().isAfter(now));
        }
        int times = alone.containsKey(rowId) ? alone.get(rowId).times() + 1 : 0;
        alone.put(rowId, new Alone(times, now.plus(FIRST.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS)))));
    }

    public void worked(String rowId) {
        alone.remove(rowId);
    }

    /** How many are left alone at most. */
    public int rows() {
        return alone.size();
    }

    /** Whether it failed more than once or twice. */
    public boolean despairsOf(String rowId) {
        Alone known = alone.get(rowId);
        return known != null && known.times() + 1 >= OFTEN;
    }

    /** When a row that is due then may be asked for. */
    public Instant from(String rowId, Instant due) {
        Alone known = alone.get(rowId);
        return known == null || due.isAfter(known.until()) ? due : known.until();
    }
}
