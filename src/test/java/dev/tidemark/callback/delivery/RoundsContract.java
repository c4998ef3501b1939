package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.SubscriptionDraft.Pacing;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The rounds of the loop, one by one: when the database is asked for what is due, and which claims say that nothing else is
 * in their transaction. Whatever is appended here is told to the application, not to this loop, as by another replica.
 */
abstract class RoundsContract extends DeliveryScene {
    @Inject
    Replicas replicas;

    private final List<ClaimStore.Claim> asked = new ArrayList<>();
    private Dispatcher loop;

    @BeforeEach
    void begin() {
        loop = replicas.another(claims -> new Listening(claims, asked));
    }

    @Test
    void beside_results_nothing_is_asked_for_that_nobody_told_of_but_every_half_second() {
        subscriptions.create(draft("crm"));
        append("a", "b", "c");
        loop.signal();
        List<Runnable> sends = loop.nextSends();
        assertThat(sends).hasSize(3);

        sends.get(0).run();
        assertThat(loop.nextSends()).isEmpty();
        clock.advance(Duration.ofMillis(499));
        sends.get(1).run();
        assertThat(loop.nextSends()).isEmpty();
        assertThat(asked).hasSize(1);

        append("d");
        clock.advance(Duration.ofMillis(2));
        sends.get(2).run();
        assertThat(loop.nextSends()).hasSize(1);
        assertThat(asked).hasSize(2);
    }

    @Test
    void what_is_told_of_is_asked_for_beside_results() {
        subscriptions.create(draft("crm"));
        append("a", "b");
        loop.signal();
        List<Runnable> sends = loop.nextSends();
        append("c");
        loop.signal();
        sends.get(0).run();

        assertThat(loop.nextSends()).hasSize(1);

        sends.get(1).run();
        loop.nextSends();
        assertThat(asked).as("told once, asked once").hasSize(2);
    }

    @Test
    void once_something_was_found_that_nobody_told_of_it_is_asked_for_until_there_is_nothing() {
        subscriptions.create(draft("crm"));
        append("a", "b", "c", "d");
        loop.signal();
        List<Runnable> sends = loop.nextSends();
        append("e");
        clock.advance(Duration.ofMillis(501));
        sends.get(0).run();
        assertThat(loop.nextSends()).hasSize(1);
        append("f");
        sends.get(1).run();
        assertThat(loop.nextSends()).as("at once").hasSize(1);
        sends.get(2).run();
        loop.nextSends();
        sends.get(3).run();
        loop.nextSends();
        assertThat(asked).hasSize(4);
    }

    @Test
    void the_next_of_a_key_leaves_with_the_round_that_stores_the_one_before() {
        subscriptions.create(Drafts.with(draft("crm"), pacing(Optional.of("key"), Optional.empty())));
        append("a", "a");
        loop.signal();
        List<Runnable> first = loop.nextSends();
        assertThat(first).hasSize(1);
        first.getFirst().run();

        assertThat(loop.nextSends()).hasSize(1);
    }

    @Test
    void a_retry_without_delay_leaves_with_the_round_that_stores_the_failure() {
        server.on("/crm", OddServer.status(500));
        subscriptions.create(
                Drafts.with(draft("crm"), pacing(Optional.empty(), Optional.of(List.of("PT0S", "PT0S", "PT5M")))));
        append("a");
        loop.signal();
        loop.nextSends().forEach(Runnable::run);

        assertThat(loop.nextSends()).hasSize(1);
    }

    @Test
    void the_first_claim_is_alone_and_those_beside_results_are_not() {
        subscriptions.create(draft("crm"));
        append("a");

        loop.runOnce();

        assertThat(asked).extracting(ClaimStore.Claim::alone).containsExactly(true, false);
    }

    @Test
    void what_is_used_up_of_a_rate_is_stored_with_the_claim() {
        subscriptions.create(Drafts.with(
                draft("crm"),
                new Pacing(Optional.of(5.0), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())));
        append("a");

        loop.runOnce();

        assertThat(asked.getFirst().alone()).isFalse();
    }

    @Test
    void the_step_of_a_probe_is_stored_with_the_claim() {
        server.on("/crm", OddServer.status(503));
        subscriptions.create(draft("crm"));
        append("a", "b", "c", "d", "e", "f");
        loop.runOnce();
        asked.clear();
        clock.advance(Duration.ofHours(1));

        loop.runOnce();

        assertThat(asked.getFirst().alone()).isFalse();
    }

    private static Pacing pacing(Optional<String> ordering, Optional<List<String>> schedule) {
        return new Pacing(Optional.empty(), Optional.empty(), ordering, Optional.empty(), schedule);
    }

    /** The database's own claims, and what they are told. */
    private record Listening(ClaimStore claims, List<ClaimStore.Claim> asked) implements ClaimStore {
        @Override
        public List<Claimed> claim(Claim claim, List<Room> rooms) {
            asked.add(claim);
            return claims.claim(claim, rooms);
        }

        @Override
        public int releaseExpired(Instant now) {
            return claims.releaseExpired(now);
        }

        @Override
        public void giveBack(String owner, List<Long> deliveries) {
            claims.giveBack(owner, deliveries);
        }
    }
}
