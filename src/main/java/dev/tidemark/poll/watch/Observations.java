package dev.tidemark.poll.watch;

import dev.tidemark.change.Coverage;
import dev.tidemark.change.Observation;
import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.state.StreamState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What the rules of an account make of a page: how its rows are to be compared. */
public interface Observations {
    Observation.FirstWalk firstWalk();

    Observation.ViewRules views();

    /** Rules of single videos, by their tokens. */
    Map<String, Observation.ViewRules> byVideo(String account);

    /**
     * @param askedAt when it was asked
     * @param servedAt when the source says it answered; now where it does not say
     */
    default Observation of(StreamState state, Instant askedAt, Instant now, Optional<Instant> servedAt) {
        return new Observation(
                state.account(),
                state.isLearning(),
                state.cutoff(),
                firstWalk(),
                views(),
                byVideo(state.account()),
                new Coverage(
                                state.walkedAt(),
                                state.walkedFrom(),
                                state.certificate().order() == ListOrder.UNORDERED ? Optional.empty() : state.sweptAt())
                        .hiddenUntil(state.hiddenAt()),
                askedAt,
                now,
                servedAt.orElse(now));
    }
}
