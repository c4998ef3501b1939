package dev.tidemark.poll.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.change.Fact;
import dev.tidemark.change.Questions;
import dev.tidemark.change.Related;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a database can besides: what is written belongs to the caller's transaction. */
abstract class RowStatesStoreContract extends RowStatesContract {
    @Inject
    RowStates store;

    @Inject
    StreamStates streams;

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
