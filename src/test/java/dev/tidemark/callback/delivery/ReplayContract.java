package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.replay.Replay;
import dev.tidemark.callback.replay.Replay.Range;
import dev.tidemark.callback.replay.Replay.Status;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.SubscriptionDraft.Choice;
import dev.tidemark.event.EventType;
import dev.tidemark.outbox.StoredEvent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which past events are sent again, of which state and time; on every database. */
abstract class ReplayContract extends ReplayScene {
    /** Each of its events in another state; the first two are older than the subscription. */
    private List<StoredEvent> inAllStates() {
        List<StoredEvent> events = new ArrayList<>(append("before1", "before2"));
        server.on("/crm", OddServer.status(200));
        subscriptions.create(paced("none", 10, "PT0S"));
        clock.advance(Duration.ofMinutes(1));
        events.addAll(append("delivered"));
        sendAll();
        server.on("/crm", OddServer.status(500));
        events.addAll(append("exhausted1", "exhausted2"));
        sendAll();
        server.on("/crm", OddServer.status(200));
        subscriptions.replace(paced("none", 10, "PT1H"), Optional.empty());
        events.addAll(append("pending", "held", "delivering", "retrying"));
        for (String state : List.of("held", "delivering", "retrying")) {
            update(
                    "update delivery set state = ?, claim = 'other', claimed_until = ? where event_sequence ="
                            + " (select sequence from event where subject = ?)",
                    state,
                    clock.instant().plusSeconds(3600),
                    "views/" + state);
        }
        clock.advance(Duration.ofSeconds(1));
        return events;
    }

    @Test
    void all_are_those_that_are_over_and_those_it_never_had() {
        List<StoredEvent> events = inAllStates();
        server.on("/crm", OddServer.status(200));
        assertThat(replayed(ever(Status.ALL))).containsExactlyInAnyOrderElementsOf(ids(events, 0, 1, 2, 3, 4));
        assertThat(states("delivered", "exhausted1", "exhausted2", "before1")).containsOnly(DeliveryState.DELIVERED);
        assertThat(states("pending", "held", "delivering", "retrying"))
                .containsExactly(
                        DeliveryState.PENDING, DeliveryState.HELD, DeliveryState.DELIVERING, DeliveryState.RETRYING);
    }

    @Test
    void failed_are_those_that_were_given_up() {
        List<StoredEvent> events = inAllStates();
        assertThat(replayed(ever(Status.FAILED))).containsExactlyInAnyOrderElementsOf(ids(events, 3, 4));
        assertThat(counted(ever(Status.FAILED))).isZero();
    }

    @Test
    void missing_are_also_those_that_were_cancelled_when_a_subscription_of_this_name_was_deleted() {
        subscriptions.create(draft("crm"));
        List<StoredEvent> events = append("sent", "cancelled", "cancelled too");
        update(
                "update delivery set state = 'delivered', settled_at = ? where event_sequence = ?",
                clock.instant(),
                events.getFirst().sequence());
        subscriptions.delete("crm");
        clock.advance(Duration.ofSeconds(1));
        subscriptions.create(draft("crm"));

        assertThat(replayed(ever(Status.MISSING))).containsExactlyInAnyOrderElementsOf(ids(events, 1, 2));
    }

    @Test
    void missing_are_those_it_never_had() {
        List<StoredEvent> events = inAllStates();
        assertThat(replayed(ever(Status.MISSING))).containsExactlyInAnyOrderElementsOf(ids(events, 0, 1));
        assertThat(counted(ever(Status.MISSING))).isZero();
    }

    @Test
    void only_what_it_wants_now_is_sent() {
        List<StoredEvent> events = append("wanted", "other", "itself");
        update("update event set subject = 'subscriptions/crm' where subject = 'views/itself'");
        subscriptions.create(Drafts.with(
                draft("crm"), new Choice(List.of(), List.of(), Optional.of("data.view.id in ['wanted', 'itself']"))));
        subscriptions.create(Drafts.with(draft("sales"), new Choice(List.of(), List.of("sales"), Optional.empty())));
        subscriptions.create(Drafts.with(draft("ends"), new Choice(List.of("ViewEnded"), List.of(), Optional.empty())));
        assertThat(replays.count("sales", ever(Status.ALL)).orElseThrow().planned())
                .isZero();
        assertThat(replays.count("ends", ever(Status.ALL)).orElseThrow().planned())
                .isZero();
        assertThat(counted(new Range(Optional.empty(), Optional.empty(), Set.of(EventType.VIEW_ENDED), Status.ALL)))
                .isZero();
        assertThat(replayed(new Range(Optional.empty(), Optional.empty(), Set.of(EventType.VIEW_STARTED), Status.ALL)))
                .containsExactlyElementsOf(ids(events, 0));
    }

    @Test
    void what_is_delivered_meanwhile_is_not_sent_again() {
        subscriptions.create(paced("none", 10, "PT1H"));
        append("first", "later", "last");
        update(
                "update delivery set state = 'exhausted', settled_at = ? where event_sequence in"
                        + " (select sequence from event where subject in ('views/first', 'views/last'))",
                clock.instant());
        clock.advance(Duration.ofSeconds(1));
        Replay replay = replays.start("crm", ever(Status.ALL)).orElseThrow();
        assertThat(replay.planned()).isEqualTo(2);
        clock.advance(Duration.ofHours(2));
        sendAll();
        assertThat(received("/crm")).hasSize(1);
        finish(replay);
        assertThat(find(replay).made()).isEqualTo(2);
        assertThat(received("/crm")).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void what_was_under_way_when_it_was_counted_is_not_sent_again_whatever_a_clock_says() {
        subscriptions.create(paced("none", 10, "PT1H"));
        append("over", "under way");
        update(
                "update delivery set state = 'delivered', settled_at = ? where event_sequence in"
                        + " (select sequence from event where subject = 'views/over')",
                clock.instant().plusSeconds(30));
        Replay replay = replays.start("crm", ever(Status.ALL)).orElseThrow();
        assertThat(replay.planned()).isEqualTo(1);
        update(
                "update delivery set state = 'delivered', settled_at = ? where state = 'pending'",
                clock.instant().minusSeconds(30));
        finish(replay);
        assertThat(find(replay).made()).isEqualTo(1);
        assertThat(received("/crm")).hasSize(1);
    }

    @Test
    void what_was_sent_or_is_no_longer_wanted_when_its_turn_comes_is_skipped() {
        server.on("/crm", OddServer.status(500));
        subscriptions.create(paced("none", 10, "PT0S"));
        List<StoredEvent> events = append("retried", "given up", "unwanted");
        sendAll();
        server.on("/crm", OddServer.status(200));
        Replay failed = replays.start("crm", ever(Status.FAILED)).orElseThrow();
        assertThat(failed.planned()).isEqualTo(3);
        update(
                "update delivery set state = 'delivered' where event_sequence = ?",
                events.getFirst().sequence());
        finish(failed);
        assertThat(find(failed).made()).isEqualTo(2);
        assertThat(find(failed).skipped()).isEqualTo(1);

        Replay all = replays.start("crm", ever(Status.ALL)).orElseThrow();
        assertThat(all.planned()).isEqualTo(3);
        subscriptions.replace(
                Drafts.with(
                        paced("none", 10, "PT0S"),
                        new Choice(List.of(), List.of(), Optional.of("data.view.id != 'unwanted'"))),
                Optional.empty());
        int before = received("/crm").size();
        finish(all);
        assertThat(received("/crm").stream().skip(before)).containsExactlyInAnyOrderElementsOf(ids(events, 0, 1));
        assertThat(find(all).made()).isEqualTo(2);
        assertThat(find(all).skipped()).isEqualTo(1);
    }

    private List<DeliveryState> states(String... rows) {
        return Stream.of(rows)
                .map(row -> QuarkusTransaction.requiringNew()
                        .call(() -> sql.first(
                                        "select d.id from delivery d join event e on e.sequence = d.event_sequence"
                                                + " where e.subject = ?",
                                        found -> found.getLong(1),
                                        "views/" + row)
                                .orElseThrow()))
                .map(id -> deliveries.find(id).map(Delivery::state).orElseThrow())
                .toList();
    }
}
