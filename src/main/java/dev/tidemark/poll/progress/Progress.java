package dev.tidemark.poll.progress;

import dev.tidemark.account.Account;
import dev.tidemark.account.MindstampConfig;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.poll.state.StreamState;
import dev.tidemark.poll.state.StreamStates;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Puts together what is known of an account's streams; costs a few short queries, however many rows there are. */
@ApplicationScoped
public class Progress {
    private final StreamStates streams;
    private final RowCounts counts;
    private final StreamCalls calls;
    private final MindstampConfig budget;
    private final Clock clock;

    Progress(StreamStates streams, RowCounts counts, StreamCalls calls, MindstampConfig budget, Clock clock) {
        this.streams = streams;
        this.counts = counts;
        this.calls = calls;
        this.budget = budget;
        this.clock = clock;
    }

    /** Streams that were looked at; none before the account's first round. */
    public List<StreamProgress> of(Account account) {
        Map<StreamName, Map<CallClass, Integer>> called = calls.ofLastHour(account.id());
        RowCounts.Snapshot counted = counts.of(account.id());
        boolean stands = account.paused() || account.state() != Account.State.ACTIVE;
        Instant now = clock.instant();
        return streams.ofAccount(account.id()).values().stream()
                .map(state -> {
                    Map<CallClass, Integer> calledFor = called.getOrDefault(state.stream(), Map.of());
                    long known = counted.rows(state.stream()).known();
                    Estimate estimate = new Estimate(known, rounds(state, calledFor), budget.callsPerHour(), stands);
                    return shown(state, counted, calledFor, estimate, now);
                })
                .toList();
    }

    private static StreamProgress shown(
            StreamState state,
            RowCounts.Snapshot counted,
            Map<CallClass, Integer> called,
            Estimate estimate,
            Instant now) {
        return new StreamProgress(
                state,
                counted.rows(state.stream()),
                counted.at(),
                counted.activeDueSince(state.stream()),
                counted.poison(state.stream()),
                called,
                estimate.of(state, now));
    }

    private static int rounds(StreamState state, Map<CallClass, Integer> called) {
        return called.getOrDefault(state.isLearning() ? CallClass.BACKFILL : CallClass.SWEEP, 0);
    }
}
