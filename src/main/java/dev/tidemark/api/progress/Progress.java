package dev.tidemark.api.progress;

import dev.tidemark.account.Account;
import dev.tidemark.change.RowKeys;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.poll.list.Certificate;
import dev.tidemark.poll.progress.RowCounts;
import dev.tidemark.poll.progress.StreamCalls;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import dev.tidemark.poll.state.Sweep;
import dev.tidemark.poll.store.StreamStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts together what is known of an account's streams; costs a few short queries, however many rows there are. */
@ApplicationScoped
class Progress {
    private final StreamStore streams;
    private final RowCounts counts;
    private final StreamCalls calls;
    private final Clock clock;

    Progress(StreamStore streams, RowCounts counts, StreamCalls calls, Clock clock) {
        this.streams = streams;
        this.counts = counts;
        this.calls = calls;
        this.clock = clock;
    }

    List<StreamShown> of(Account account) {
        Map<StreamName, Map<CallClass, Integer>> called = calls.ofLastHour(account.id());
        RowCounts.Snapshot counted = counts.of(account.id());
        return streams.ofAccount(account.id()).values().stream()
                .map(state -> shown(state, counted, called.getOrDefault(state.stream(), Map.of())))
                .toList();
    }

    private StreamShown shown(StreamState state, RowCounts.Snapshot counted, Map<CallClass, Integer> called) {
        Certificate certificate = state.certificate();
        RowStates.Counts rows = counted.rows(state.stream());
        Sweep sweep = state.sweep();
        return new StreamShown(
                state.stream().text(),
                state.phase().name().toLowerCase(Locale.ROOT),
                certificate.isKnown() ? certificate.order().text() : null,
                certificate.since(),
                certificate.pages(),
                certificate.note().orElse(null),
                certificate.whole(),
                text(state.markKey().isEmpty() ? state.mark().created() : state.markKey()),
                new StreamShown.Rows(rows.known(), rows.open(), rows.suspect(), counted.at()),
                state.walkedAt().orElse(null),
                new StreamShown.SweepShown(
                        sweep.beganAt().orElse(null),
                        sweep.pages(),
                        text(certificate.order().key(sweep.cursor().keys())),
                        state.sweptAt().orElse(null)),
                counted.activeDueSince(state.stream()).orElse(null),
                state.completeness()
                        .at()
                        .map(at -> new StreamShown.Completeness(
                                state.completeness().counted(),
                                state.completeness().known(),
                                state.completeness().gap().orElse(null),
                                at))
                        .orElse(null),
                freshness(state.mark()),
                CallsShown.words(called, CallClass.CALLERS),
                counted.poison(state.stream()),
                state.dueAt(),
                state.problem().orElse(null));
    }

    private @Nullable Long freshness(RowKeys mark) {
        String newest = mark.created().compareTo(mark.updated()) > 0 ? mark.created() : mark.updated();
        return Optional.of(newest)
                .filter(key -> !key.isEmpty())
                .map(Instant::parse)
                .map(at -> Math.max(0, Duration.between(at, clock.instant()).toSeconds()))
                .orElse(null);
    }

    private static @Nullable String text(String key) {
        return key.isEmpty() ? null : key;
    }
}
