package dev.tidemark.simulation;

import dev.tidemark.change.RowKey;
import dev.tidemark.change.RowState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How long after it could be seen something was known, of views in a stretch of time.
 *
 * @param news from when a new view was in the list until it was known
 * @param finals from the last change of a view until it was known like that
 * @param returns the same of views that went on after more than half an hour
 * @param deletions from when a view was deleted until it was known to be gone
 * @param missed new views that were never known
 * @param stale views never known as they were last
 * @param notGone deleted views that were known and not found gone
 */
record Delays(
        List<Duration> news,
        List<Duration> finals,
        List<Duration> returns,
        List<Duration> deletions,
        int missed,
        int stale,
        int notGone) {
    private static final Duration OLD = Duration.ofMinutes(30);

    /** Of what happened between two instants, once all of it could have been seen. */
    static Delays between(ModelWorld world, SightedRows rows, Instant from, Instant until) {
        Delays delays = new Delays(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), 0, 0, 0);
        for (ModelRow row : world.all().values()) {
            delays = delays.with(row, rows, from, until);
        }
        return delays;
    }

    private Delays with(ModelRow row, SightedRows rows, Instant from, Instant until) {
        int moreMissed = 0;
        int moreStale = 0;
        int moreNotGone = 0;
        Optional<Instant> first = rows.firstSeen(row, _ -> true);
        if (isWithin(row.visibleAt, from, until) && !row.isDeleted()) {
            moreMissed += add(news, row.visibleAt, first);
        }
        Instant changed = row.last().at();
        if (isWithin(changed, from, until) && !row.isDeleted()) {
            List<Duration> kind = row.pause().compareTo(OLD) > 0 ? returns : finals;
            moreStale += add(kind, changed, rows.firstSeen(row, state -> isAs(row, state)));
        }
        if (row.isDeleted() && isWithin(row.deletedAt(), from, until) && first.isPresent()) {
            moreNotGone +=
                    add(deletions, row.deletedAt(), rows.firstSeen(row, state -> state.phase() == RowState.Phase.GONE));
        }
        return new Delays(
                news, finals, returns, deletions, missed + moreMissed, stale + moreStale, notGone + moreNotGone);
    }

    /** @return 1 where it never came */
    private static int add(List<Duration> delays, Instant since, Optional<Instant> known) {
        known.ifPresent(at -> delays.add(at.isBefore(since) ? Duration.ZERO : Duration.between(since, at)));
        return known.isPresent() ? 0 : 1;
    }

    private static boolean isWithin(Instant at, Instant from, Instant until) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    private static boolean isAs(ModelRow row, RowState state) {
        return state.keys().updated().equals(RowKey.of(row.last().updatedAt()));
    }

    /** Seconds that so many of a hundred are not above. */
    static double percentile(List<Duration> delays, double percent) {
        if (delays.isEmpty()) {
            return 0;
        }
        List<Duration> sorted = new ArrayList<>(delays);
        Collections.sort(sorted);
        int index = (int) Math.ceil(percent / 100 * sorted.size()) - 1;
        return sorted.get(Math.clamp(index, 0, sorted.size() - 1)).toMillis() / 1000.0;
    }
}
