package dev.tidemark.poll.progress;

import dev.tidemark.change.RowKeys;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How far a stream is known.
 *
 * @param countedAt when its rows were counted
 * @param activeDueSince since when a row under way waited for another look then; empty when none did
 * @param poison rows that cannot be read
 * @param callsLastHour by what for; classes without any are left out
 * @param round the walk round its list; empty between two
 */
public record StreamProgress(
        StreamState state,
        RowStates.Counts rows,
        Instant countedAt,
        Optional<Instant> activeDueSince,
        int poison,
        Map<CallClass, Integer> callsLastHour,
        Optional<RoundProgress> round) {

    /** Date of the newest row that is stored. */
    public Optional<Instant> newest() {
        RowKeys mark = state.mark();
        String newest = mark.created().compareTo(mark.updated()) > 0 ? mark.created() : mark.updated();
        return Optional.of(newest).filter(key -> !key.isEmpty()).map(Instant::parse);
    }

    /** Age of the newest row. */
    public Optional<Duration> freshness(Instant now) {
        return newest().map(at -> Duration.between(at, now)).map(age -> age.isNegative() ? Duration.ZERO : age);
    }

    /** When its list was last looked at for news: its head, or all of it where news stand anywhere. */
    public Optional<Instant> lookedAt() {
        return state.certificate().hasHead() ? state.walkedAt() : state.sweptAt();
    }

    public int calls() {
        return callsLastHour.values().stream().mapToInt(Integer::intValue).sum();
    }
}
