package dev.tidemark.poll;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.account.AccountStore;
import dev.tidemark.change.StreamName;
import dev.tidemark.event.EventType;
import dev.tidemark.outbox.EventFilter;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.poll.state.StreamState;
import dev.tidemark.poll.store.StreamStore;
import dev.tidemark.testing.MindstampStub;
import dev.tidemark.testing.StubbedViews;
import dev.tidemark.testing.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An account of a Mindstamp that answers what a test tells it to, polled by the test's clock. */
public abstract class StubbedPolling {
    private static final int MOST_EVENTS = 5_000;

    @Inject
    AccountStore accounts;

    @Inject
    protected StreamStore streams;

    @Inject
    EventStore events;

    @Inject
    protected PollTick poll;

    @Inject
    protected TestClock clock;

    protected final MindstampStub mindstamp = new MindstampStub();
    protected final StubbedViews views = new StubbedViews(mindstamp, () -> clock.instant());
    protected final String id = "polled-" + UUID.randomUUID().toString().substring(0, 8);
    protected final String path = "/api/v1/accounts/" + id;
    private final Duration pace;

    protected StubbedPolling() {
        this(Duration.ofSeconds(20));
    }

    /** @param pace between two rounds */
    protected StubbedPolling(Duration pace) {
        this.pace = pace;
    }

    @BeforeEach
    void an_account_is_known() {
        accounts.put(id, id, mindstamp.url(), MindstampStub.TOKEN);
    }

    @AfterEach
    void the_account_is_removed() {
        mindstamp.close();
        given().delete(path + "?confirm=" + id);
        clock.advance(Duration.ofHours(2));
    }

    protected void watch(Duration time) {
        watch(time, pace);
    }

    /** For hours in which little happens. */
    protected void watch(Duration time, Duration slowly) {
        for (Duration watched = Duration.ZERO; watched.compareTo(time) < 0; watched = watched.plus(slowly)) {
            clock.advance(slowly);
            poll.runOnce();
        }
    }

    protected void rounds(int count) {
        watch(pace.multipliedBy(count));
    }

    /** Until the history of the views is known. */
    protected void learn() {
        for (int i = 0; i < 20 && isLearning(); i++) {
            rounds(1);
        }
        assertThat(isLearning()).isFalse();
    }

    private boolean isLearning() {
        return knownViews().map(StreamState::isLearning).orElse(true);
    }

    /** How far the views are known; empty before the first look. */
    protected Optional<StreamState> knownViews() {
        return Optional.ofNullable(streams.ofAccount(id).get(StreamName.VIEWS));
    }

    /** What is told of the account, oldest first. */
    protected List<StoredEvent> told() {
        EventFilter ours =
                new EventFilter(Set.of(), Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty());
        return events.after(0, ours, MOST_EVENTS);
    }

    protected List<StoredEvent> told(EventType type) {
        return told().stream().filter(event -> event.type() == type).toList();
    }
}
