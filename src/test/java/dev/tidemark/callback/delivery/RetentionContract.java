package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryAttempt;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.kafka.KafkaRelay;
import dev.tidemark.outbox.EventFilter;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.outbox.retention.Purge;
import dev.tidemark.outbox.retention.Retention;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept for how long, on every database. */
abstract class RetentionContract extends DeliveryScene {
    private static final Duration EVENTS = Duration.ofDays(90);
    private static final Duration ATTEMPTS = Duration.ofDays(30);

    @Inject
    Retention retention;

    @Inject
    @All
    List<Purge> purges;

    @Inject
    EventStore events;

    @Inject
    KafkaRelay relay;

    @Inject
    MeterRegistry meters;

    @BeforeEach
    void nothing_is_published() {
        update("delete from publication");
    }

    @Test
    void an_event_goes_with_all_that_points_at_it_when_its_time_is_over_and_not_before() {
        subscriptions.create(draft("crm"));
        append("a", "b");
        sendAll();
        relay.runOnce();

        clock.advance(EVENTS);
        retention.runOnce();
        assertThat(kept()).hasSize(2);
        assertThat(all()).hasSize(2);

        clock.advance(Duration.ofMillis(1));
        double before = purged("events");
        retention.runOnce();
        assertThat(kept()).isEmpty();
        for (String table : List.of("delivery", "delivery_attempt", "publication")) {
            assertThat(rows(table)).as(table).isZero();
        }
        assertThat(purged("events") - before).isEqualTo(2);
    }

    @Test
    void what_is_younger_stays() {
        subscriptions.create(draft("crm"));
        append("old");
        sendAll();
        clock.advance(EVENTS.plusSeconds(1));
        StoredEvent young = append("young").getFirst();
        sendAll();
        relay.runOnce();

        retention.runOnce();

        assertThat(kept()).extracting(StoredEvent::id).containsExactly(young.id());
        assertThat(all()).extracting(Delivery::event).containsExactly(young.id());
    }

    @Test
    void what_is_still_due_stays_until_that_is_over() {
        subscriptions.create(draft("crm"));
        subscriptions.create(draft("off"));
        subscriptions.disable("off");
        append("a");
        sendAll();
        relay.runOnce();
        clock.advance(EVENTS.plusDays(100));

        retention.runOnce();
        assertThat(count(DeliveryState.HELD)).isEqualTo(1);
        assertThat(kept()).hasSize(1);

        subscriptions.enable("off");
        sendAll();
        assertThat(received("/off")).hasSize(1);
        retention.runOnce();
        assertThat(kept()).isEmpty();
        assertThat(all()).isEmpty();
    }

    @Test
    void what_kafka_has_not_got_yet_stays() {
        append("a");
        clock.advance(EVENTS.plusDays(1));

        retention.runOnce();
        assertThat(kept()).hasSize(1);

        relay.runOnce();
        retention.runOnce();
        assertThat(kept()).isEmpty();
    }

    @Test
    void attempts_go_first_and_the_delivery_still_says_how_it_ended() {
        server.on("/crm", OddServer.status(410));
        subscriptions.create(draft("crm"));
        subscriptions.create(draft("slack"));
        append("a");
        sendAll();
        Delivery delivered = delivery("slack");

        clock.advance(ATTEMPTS);
        retention.runOnce();
        assertThat(deliveries.attempts(delivered.id())).hasSize(1);

        clock.advance(Duration.ofMillis(1));
        double before = purged("attempts");
        retention.runOnce();
        assertThat(rows("delivery_attempt")).isZero();
        assertThat(purged("attempts") - before).isEqualTo(2);
        assertThat(delivery("slack")).isEqualTo(delivered);
        assertThat(delivery("crm").lastStatus()).contains(410);
    }

    @Test
    void an_attempt_made_lately_stays_though_its_event_is_old() {
        server.on("/crm", OddServer.status(500));
        subscriptions.create(draft("crm"));
        append("a");
        sendAll();
        clock.advance(ATTEMPTS.minusDays(1));
        sendAll();
        assertThat(deliveries.attempts(delivery("crm").id())).hasSize(2);

        clock.advance(Duration.ofDays(2));
        retention.runOnce();

        assertThat(deliveries.attempts(delivery("crm").id()))
                .extracting(DeliveryAttempt::number)
                .containsExactly(2);
        sendAll();
        assertThat(deliveries.attempts(delivery("crm").id()))
                .extracting(DeliveryAttempt::number)
                .containsExactly(2, 3);
    }

    @Test
    void it_goes_in_small_steps_and_a_process_may_end_between_any_two() {
        subscriptions.create(draft("crm"));
        subscriptions.create(draft("slack"));
        append(IntStream.range(0, 1_100).mapToObj(Integer::toString).toArray(String[]::new));
        update("update delivery set state = 'delivered'");
        update("update publication set state = 'published'");
        clock.advance(EVENTS.plusDays(1));
        Purge.Walk walk = purge("events").begin(clock.instant());

        int removed = 0;
        int steps = 0;
        Purge.Step step;
        do {
            step = walk.step();
            removed += step.removed();
            steps++;
            assertThat(step.removed()).isLessThanOrEqualTo(500);
            assertThat(rows("delivery where event_sequence not in (select sequence from event)"))
                    .as("nothing points at what is gone")
                    .isZero();
        } while (!step.last() && steps < 4);
        // What ended here goes on with a new walk.
        retention.runOnce();

        assertThat(removed).isPositive().isLessThan(1_100);
        assertThat(kept()).isEmpty();
        assertThat(rows("delivery")).isZero();
    }

    @Test
    void many_that_stay_do_not_keep_others_from_going() {
        subscriptions.create(draft("off"));
        subscriptions.disable("off");
        append(IntStream.range(0, 700).mapToObj(Integer::toString).toArray(String[]::new));
        update("delete from delivery where event_sequence in (select max(sequence) from event)");
        update("update publication set state = 'published'");
        clock.advance(EVENTS.plusDays(1));

        retention.runOnce();

        assertThat(rows("event")).isEqualTo(699);
    }

    private List<StoredEvent> kept() {
        return events.after(0, EventFilter.ALL, 2_000);
    }

    private Delivery delivery(String subscription) {
        return all().stream()
                .filter(one -> one.subscription().equals(subscription))
                .findFirst()
                .orElseThrow();
    }

    private Purge purge(String what) {
        return purges.stream()
                .filter(one -> one.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    private double purged(String what) {
        return meters.counter("tidemark.retention.purged", "what", what).count();
    }

    private long rows(String table) {
        return sql.first("select count(*) from " + table, row -> row.getLong(1)).orElseThrow();
    }
}
