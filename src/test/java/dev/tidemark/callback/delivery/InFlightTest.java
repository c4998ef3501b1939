package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.attempt.Attempts;
import dev.tidemark.callback.delivery.ClaimStore.Claimed;
import dev.tidemark.callback.delivery.ClaimStore.Room;
import dev.tidemark.callback.delivery.Settlement.Finished;
import dev.tidemark.callback.exchange.AttemptResult;
import dev.tidemark.callback.exchange.CapturedBody;
import dev.tidemark.callback.format.BodyFormat;
import dev.tidemark.callback.format.FormatName;
import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.subscriber.Envelope;
import dev.tidemark.callback.subscriber.Subscriber;
import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.callback.terms.RetrySchedule;
import dev.tidemark.callback.terms.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** For whom the database is asked: not again for who had less due than there was room for, until something is heard. */
class InFlightTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final InFlight inFlight = new InFlight();
    private final Subscriber crm = subscriber("crm", Ordering.NONE);
    private final Subscriber slack = subscriber("slack", Ordering.NONE);
    private final Subscriber ordered = subscriber("ordered", Ordering.KEY);

    @Test
    void who_had_less_due_than_there_was_room_for_is_not_asked_for_again() {
        List<Room> rooms = asked(crm, slack);
        List<Claimed> found = new ArrayList<>(claimed("crm", rooms.getFirst().places()));
        found.addAll(claimed("slack", 3));
        claim(rooms, found);
        // A place is free again at both.
        inFlight.start(NOW)
                .forEach(started -> started.lane().done(finished(started.lane().subscriber())));

        assertThat(asked(crm, slack)).extracting(Room::subscription).containsExactly("crm");
    }

    @Test
    void who_was_not_asked_for_is_asked_for_next() {
        claim(asked(crm), List.of());

        assertThat(asked(crm, slack)).extracting(Room::subscription).containsExactly("slack");
    }

    @Test
    void when_something_was_heard_everyone_is_asked_for() {
        claim(asked(crm, slack), List.of());
        assertThat(asked(crm, slack)).isEmpty();

        inFlight.lookForAll();

        assertThat(asked(crm, slack)).extracting(Room::subscription).containsExactly("crm", "slack");
    }

    @Test
    void once_one_is_over_the_next_of_its_key_is_asked_for() {
        claim(asked(crm, ordered), List.of());

        inFlight.lookForNextOf(List.of(finished(crm), finished(ordered)));

        assertThat(asked(crm, ordered)).extracting(Room::subscription).containsExactly("ordered");
    }

    private List<Room> asked(Subscriber... subscribers) {
        return inFlight.rooms(List.of(subscribers), NOW);
    }

    @Test
    void who_had_something_due_that_nobody_told_of_is_asked_for_again() {
        List<Room> rooms = asked(crm, slack);
        inFlight.add(turn(rooms, claimed("crm", 1)), false, NOW);

        assertThat(asked(crm, slack)).extracting(Room::subscription).containsExactly("crm");
    }

    @Test
    void after_a_failure_its_retry_is_asked_for() {
        claim(asked(crm, slack), List.of());

        inFlight.lookForNextOf(List.of(failed(crm)));

        assertThat(asked(crm, slack)).extracting(Room::subscription).containsExactly("crm");
    }

    @Test
    void once_one_is_over_that_left_before_its_subscription_was_ordered_the_next_is_asked_for() {
        Subscriber now = subscriber("crm", Ordering.KEY);
        claim(asked(crm), List.of());
        inFlight.goOn(List.of(now), NOW);

        inFlight.lookForNextOf(List.of(finished(crm)));

        assertThat(asked(now)).hasSize(1);
    }

    private void claim(List<Room> asked, List<Claimed> found) {
        inFlight.add(turn(asked, found), true, NOW);
    }

    private static Turns.Turn turn(List<Room> asked, List<Claimed> found) {
        return new Turns.Turn(asked, found, Map.of(), Set.of(), Map.of(), false);
    }

    private static List<Claimed> claimed(String subscription, int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(n -> new Claimed(subscription.hashCode() + n, subscription, n, 0, 0))
                .toList();
    }

    private static Finished finished(Subscriber subscriber) {
        return answered(subscriber, 200);
    }

    private static Finished failed(Subscriber subscriber) {
        return answered(subscriber, 500);
    }

    private static Finished answered(Subscriber subscriber, int status) {
        AttemptResult result = new AttemptResult.Answered(status, Optional.empty(), CapturedBody.EMPTY);
        return new Finished(
                new Claimed(1, subscriber.id(), 1, 0, 0),
                subscriber,
                Attempts.Report.of(1, NOW, NOW.plusMillis(20), result, FormatName.JSON));
    }

    private static Subscriber subscriber(String id, Ordering ordering) {
        return new Subscriber(
                id,
                new Envelope(
                        "https://example.com/" + id,
                        FormatName.JSON,
                        BodyFormat.of(FormatName.JSON, Optional.empty()),
                        List.of(),
                        Map.of(),
                        Optional.empty()),
                new Terms(
                        Optional.empty(),
                        10,
                        ordering,
                        Duration.ofSeconds(5),
                        new RetrySchedule(List.of(Duration.ZERO))),
                List.of(),
                Health.WELL,
                Instant.EPOCH);
    }
}
