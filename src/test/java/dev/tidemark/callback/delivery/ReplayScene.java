package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.callback.replay.Replay;
import dev.tidemark.callback.replay.Replay.Range;
import dev.tidemark.callback.replay.Replay.State;
import dev.tidemark.callback.replay.Replay.Status;
import dev.tidemark.callback.replay.ReplayWorker;
import dev.tidemark.callback.replay.Replays;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import dev.tidemark.callback.subscription.SubscriptionDraft.Pacing;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A subscription {@code crm} whose past is counted and sent again. */
abstract class ReplayScene extends DeliveryScene {
    @Inject
    Replays replays;

    @Inject
    ReplayWorker worker;

    /** Counts, replays, and compares. @return what was received by it */
    final List<String> replayed(Range range) {
        int before = received("/crm").size();
        long counted = counted(range);
        Replay replay = replays.start("crm", range).orElseThrow();
        assertThat(replay.planned()).isEqualTo(counted);
        finish(replay);
        assertThat(find(replay).made()).isEqualTo(counted);
        return received("/crm").stream().skip(before).toList();
    }

    final long counted(Range range) {
        Replay count = replays.count("crm", range).orElseThrow();
        assertThat(count.state()).isEqualTo(State.DONE);
        assertThat(replays.find("crm", count.id())).as("kept").isEmpty();
        return count.planned();
    }

    final void finish(Replay replay) {
        for (int round = 0; find(replay).state() == State.RUNNING; round++) {
            assertThat(round).as("rounds").isLessThan(1000);
            worker.runOnce();
            sendAll();
        }
        sendAll();
    }

    final Replay find(Replay replay) {
        return replays.find("crm", replay.id()).orElseThrow();
    }

    final String refusal() {
        return catchThrowableOfType(ProblemException.class, () -> replays.start("crm", ever(Status.ALL)))
                .problem()
                .detail();
    }

    final long last() {
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.first("select last_sequence from event_log", row -> row.getLong(1))
                        .orElseThrow());
    }

    final long parts() {
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.first("select count(*) from replay_part", row -> row.getLong(1))
                        .orElseThrow());
    }

    final void fill(int events) {
        for (int i = 0; i < events; i += 500) {
            int first = i;
            append(IntStream.range(first, Math.min(events, first + 500))
                    .mapToObj(row -> "row" + row)
                    .toArray(String[]::new));
        }
    }

    static Range ever(Status status) {
        return new Range(Optional.empty(), Optional.empty(), Set.of(), status);
    }

    static List<String> ids(List<StoredEvent> events, int... places) {
        return IntStream.of(places).mapToObj(i -> events.get(i).id()).collect(Collectors.toList());
    }

    final SubscriptionDraft paced(String ordering, int concurrency, String... schedule) {
        return Drafts.with(
                draft("crm"),
                new Pacing(
                        Optional.empty(),
                        Optional.of(concurrency),
                        Optional.of(ordering),
                        Optional.empty(),
                        Optional.of(List.of(schedule))));
    }
}
