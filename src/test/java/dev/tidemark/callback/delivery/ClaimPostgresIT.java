package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.delivery.ClaimStore.Claim;
import dev.tidemark.callback.delivery.ClaimStore.Room;
import dev.tidemark.testing.KafkaResource;
import dev.tidemark.testing.PostgresProfile;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which commits wait for the disk: those that store a result, and of those that only claim, none. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@TestProfile(PostgresProfile.class)
class ClaimPostgresIT extends DeliveryScene {
    @Inject
    ClaimStore claims;

    @Test
    void a_claim_alone_does_not_wait_for_the_disk() {
        assertThat(commit(true)).isEqualTo("off");
    }

    @Test
    void a_claim_beside_results_leaves_their_commit_as_it_is() {
        assertThat(commit(false)).isEqualTo("on");
    }

    /** Claims the one delivery there is. @return how this transaction would be committed */
    private String commit(boolean alone) {
        subscriptions.create(draft("crm" + alone));
        append("a");
        return QuarkusTransaction.requiringNew().call(() -> {
            // Which the databases of tests never do by themselves.
            sql.update("set local synchronous_commit = on");
            Claim claim = new Claim("own", clock.instant(), clock.instant().plus(Duration.ofMinutes(1)), alone);
            List<Room> rooms = subscribers.enabled().stream()
                    .map(one -> new Room(one, 10, false))
                    .toList();
            assertThat(claims.claim(claim, rooms)).isNotEmpty();
            return sql.first("show synchronous_commit", row -> row.getString(1)).orElseThrow();
        });
    }
}
