package dev.tidemark.poll.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.change.Fact;
import dev.tidemark.change.Questions;
import dev.tidemark.change.Related;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.page.Poison;
import dev.tidemark.poll.store.PoisonStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a database can besides: what is written belongs to the caller's transaction. */
abstract class RowStatesStoreContract extends RowStatesContract {
    @Inject
    RowStates store;

    @Inject
    StreamStates streams;

    @Inject
    PoisonStore poison;

    @Override
    RowStates rows() {
        return store;
    }

    @Override
    <T> T inTransaction(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(work::get);
    }

    @Override
    void begin(StreamState stream) {
        QuarkusTransaction.requiringNew().run(() -> streams.create(stream));
    }

    @Test
    void bad_rows_that_a_whole_round_did_not_meet_are_not_kept() {
        String account = "bad-" + UUID.randomUUID();
        Instant round = Instant.parse("2026-03-01T10:00:00Z");
        quarantine(account, Optional.empty(), "before", round.minusSeconds(1));
        quarantine(account, Optional.empty(), "met", round);
        quarantine(account, Optional.of("alone"), "asked for alone", round.minus(Duration.ofDays(1)));
        quarantine(account, Optional.of("gone"), "long gone", round.minus(Duration.ofDays(3)));

        QuarkusTransaction.requiringNew().run(() -> streams.releaseUnmet(account, StreamName.VIDEOS, round));
        QuarkusTransaction.requiringNew()
                .run(() -> streams.releaseUnmet("other", StreamName.VIEWS, round.plusSeconds(9)));
        assertThat(poison.ofAccount(account, 10)).hasSize(4);
        QuarkusTransaction.requiringNew().run(() -> streams.releaseUnmet(account, StreamName.VIEWS, round));

        assertThat(poison.ofAccount(account, 10))
                .extracting(PoisonStore.Kept::reason)
                .satisfiesExactlyInAnyOrder(
                        reason -> assertThat(reason).contains("met"),
                        reason -> assertThat(reason).contains("alone"));
    }

    private void quarantine(String account, Optional<String> id, String reason, Instant at) {
        QuarkusTransaction.requiringNew()
                .run(() -> streams.quarantine(account, StreamName.VIEWS, List.of(Poison.without(id, reason)), at));
    }

    @Test
    void how_far_a_stream_is_known_stays_as_it_was_stored() {
        Instant now = Instant.parse("2026-03-01T10:00:00Z");
        StreamState known = StreamState.begin("kept-" + UUID.randomUUID(), StreamName.VIEWS, now)
                .compared(Completeness.NONE
                        .compared(7, 7, now)
                        .compared(8, 8, now)
                        .compared(11, 9, now.plusSeconds(5)))
                .met(Page.of(Poison.without(Optional.empty(), "bad")), now.plusSeconds(6));
        begin(known);
        assertThat(streams.ofAccount(known.account())).containsEntry(StreamName.VIEWS, known);
        assertThat(known.hiddenAt()).contains(now.plusSeconds(6));
    }

    @Test
    void nothing_stays_of_a_transaction_that_fails() {
        create(views, row("a"));
        Fact fact = new Fact(Fact.Kind.PLINK_VIEWED, "link", "");

        assertThatThrownBy(() -> write(() -> {
                    rows().store(views, changes(List.of(row("b")), List.of(), List.of()), NOW);
                    rows().suspect(views, List.of("a"), NOW);
                    rows().learn(account, List.of(fact));
                    throw new IllegalStateException("fenced");
                }))
                .hasMessage("fenced");

        assertThat(rows().counts(views)).isEqualTo(new RowStates.Counts(1, 1, 0));
        assertRows(rows().known(views, List.of("a", "b")).values()).containsExactly(row("a"));
        assertThat(rows().related(account, new Questions(Set.of(), Set.of(fact), Set.of())))
                .isEqualTo(Related.NONE);
    }
}
