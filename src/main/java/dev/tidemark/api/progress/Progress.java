package dev.tidemark.api.progress;

import dev.tidemark.account.Account;
import dev.tidemark.change.RowKeys;
import dev.tidemark.mindstamp.MindstampClient;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.budget.SpentCalls;
import dev.tidemark.poll.AccountGate;
import dev.tidemark.poll.list.Certificate;
import dev.tidemark.poll.progress.RowCounts;
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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts together what is known of an account's streams; costs a few short queries, however many rows there are. */
@ApplicationScoped
class Progress {
    private final StreamStore streams;
    private final RowCounts counts;
    private final SpentCalls spent;
    private final AccountGate gate;
    private final Clock clock;

    Progress(StreamStore streams, RowCounts counts, SpentCalls spent, AccountGate gate, Clock clock) {
        this.streams = streams;
        this.counts = counts;
        this.spent = spent;
        this.gate = gate;
        this.clock = clock;
    }

    List<StreamShown> of(Account account) {
        Map<String, Integer> calls = calls(account);
        RowCounts.Snapshot counted = counts.of(account.id());
        return streams.ofAccount(account.id()).values().stream()
                .map(state -> shown(state, counted, calls))
                .toList();
    }

    private StreamShown shown(StreamState state, RowCounts.Snapshot counted, Map<String, Integer> calls) {
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
                freshness(state.mark()),
                calls,
                counted.poison(state.stream()),
                state.dueAt(),
                state.problem().orElse(null));
    }

    private Map<String, Integer> calls(Account account) {
        Map<CallClass, Integer> byClass = gate.client(account)
                .map(MindstampClient::budgetKey)
                .map(spent::ofLastHour)
                .orElse(Map.of());
        Map<String, Integer> calls = new TreeMap<>();
        for (CallClass callClass : CallClass.values()) {
            calls.put(callClass.name().toLowerCase(Locale.ROOT), byClass.getOrDefault(callClass, 0));
        }
        return calls;
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
