package dev.tidemark.callback.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.history.BacklogStore.Backlog;
import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.platform.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What subscriptions still have to get, counted without a look at what they have. */
abstract class BacklogContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Inject
    BacklogStore backlogs;

    @Inject
    Sql sql;

    private long sequence;

    @BeforeEach
    @AfterEach
    void empty() {
        QuarkusTransaction.requiringNew().run(() -> sql.update("delete from delivery"));
    }

    @Test
    void what_is_open_and_what_is_held_is_counted_for_each() {
        stored("one", "pending", NOW.minusSeconds(3));
        stored("one", "pending", NOW.plusSeconds(3));
        stored("one", "retrying", NOW.minusSeconds(9));
        stored("one", "retrying", NOW.minusSeconds(2));
        stored("one", "delivered", NOW.minusSeconds(99));
        stored("one", "held", NOW.minusSeconds(99));
        stored("other", "pending", NOW.minusSeconds(4));
        assertThat(backlogs.of(List.of("one", "other", "none"), NOW))
                .isEqualTo(Map.of(
                        "one", new Backlog(4, 1, Optional.of(NOW.minusSeconds(9))),
                        "other", new Backlog(1, 0, Optional.of(NOW.minusSeconds(4))),
                        "none", new Backlog(0, 0, Optional.empty())));
    }

    @Test
    void what_is_due_later_or_waits_for_another_of_its_key_is_open_and_not_due() {
        stored("one", "pending", NOW.plusSeconds(1));
        stored("one", "pending", Ordering.WAITS);
        assertThat(backlogs.of("one", NOW)).isEqualTo(new Backlog(2, 0, Optional.empty()));
    }

    private void stored(String subscription, String state, Instant dueAt) {
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "insert into delivery (subscription_id, event_sequence, state, attempts, due_at) values (?, ?, ?, 0, ?)",
                        subscription,
                        ++sequence,
                        state,
                        dueAt));
    }
}
