package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.CallbackConfig;
import dev.tidemark.callback.subscriber.SubscriberStore;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.SubscriptionDraft.Pacing;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.testing.KafkaResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which claims say that nothing else is in their transaction, so that its commit need not wait for the disk. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
class ClaimsAloneIT extends DeliveryScene {
    @Inject
    ClaimStore claims;

    @Inject
    Settlement settlement;

    @Inject
    SubscriberStore store;

    @Inject
    EventStore events;

    @Inject
    Paces paces;

    @Inject
    Sender sender;

    @Inject
    CallbackConfig config;

    private final List<Boolean> alone = new ArrayList<>();
    private Dispatcher loop;

    @BeforeEach
    void listen() {
        loop = new Dispatcher(
                subscribers,
                new Turns(new Listening(claims, alone), settlement, store, events, paces, clock),
                sender,
                paces,
                config,
                clock);
    }

    @Test
    void the_first_claim_is_alone_and_those_beside_results_are_not() {
        subscriptions.create(draft("crm"));
        append("a");

        loop.runOnce();

        assertThat(alone).containsExactly(true, false);
    }

    @Test
    void what_is_used_up_of_a_rate_is_stored_with_the_claim() {
        subscriptions.create(Drafts.with(
                draft("crm"),
                new Pacing(Optional.of(5.0), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())));
        append("a");

        loop.runOnce();

        assertThat(alone.getFirst()).isFalse();
    }

    @Test
    void the_step_of_a_probe_is_stored_with_the_claim() {
        server.on("/crm", OddServer.status(503));
        subscriptions.create(draft("crm"));
        append("a", "b", "c", "d", "e", "f");
        loop.runOnce();
        alone.clear();
        clock.advance(Duration.ofHours(1));

        loop.runOnce();

        assertThat(alone.getFirst()).isFalse();
    }

    /** The database's own claims, and what they are told. */
    private record Listening(ClaimStore claims, List<Boolean> alone) implements ClaimStore {
        @Override
        public List<Claimed> claim(Claim claim, List<Room> rooms) {
            alone.add(claim.alone());
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
