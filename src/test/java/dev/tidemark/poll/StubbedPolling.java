package dev.tidemark.poll;

import dev.tidemark.account.AccountStore;
import dev.tidemark.event.EventType;
import dev.tidemark.outbox.EventFilter;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.poll.store.PoisonStore;
import dev.tidemark.testing.MindstampStub;
import dev.tidemark.testing.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An account of a Mindstamp that answers what a test tells it to, polled by the test's clock. */
abstract class StubbedPolling {
    @Inject
    Poller poller;

    @Inject
    AccountStore accounts;

    @Inject
    EventStore events;

    @Inject
    PoisonStore poison;

    @Inject
    TestClock clock;

    final String account = "polled-" + UUID.randomUUID().toString().substring(0, 8);
    final MindstampStub mindstamp = new MindstampStub();

    @BeforeEach
    void an_account_is_known() {
        // Others' calls may lie in what is the future here.
        clock.advance(Duration.ofDays(2));
        accounts.put(account, account, mindstamp.url(), MindstampStub.TOKEN);
    }

    @AfterEach
    void close() {
        accounts.unauthorized(account, "the test is over");
        mindstamp.close();
    }

    void watch(Duration time) {
        for (long second = 0; second < time.toSeconds(); second += 30) {
            clock.advance(Duration.ofSeconds(30));
            poller.poll(accounts.find(account).orElseThrow());
        }
    }

    List<StoredEvent> told(EventType type) {
        EventFilter filter = new EventFilter(
                Set.of(type), Optional.of(account), Optional.empty(), Optional.empty(), Optional.empty());
        return events.after(0, filter, 1000);
    }

    List<String> subjects(EventType type) {
        return told(type).stream().map(StoredEvent::subject).toList();
    }

    /** As JSON, rows with these ids and what else stands in each. */
    static String rows(int from, int count, String rest) {
        return String.join(
                ",",
                IntStream.range(from, from + count)
                        .mapToObj(id -> "{\"id\":\"%d\"%s}".formatted(id, rest))
                        .toList());
    }
}
