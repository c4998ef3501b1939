package dev.tidemark.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.LoggedEvents;
import dev.tidemark.event.EventType;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.lease.LeaseStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How an event fares on Kafka, for those who read. */
@QuarkusTest
class PublicationStoreIT {
    @Inject
    PublicationStore publications;

    @Inject
    LeaseStore leases;

    @Inject
    LoggedEvents log;

    @Test
    void an_event_is_due_then_written_or_set_aside() {
        List<StoredEvent> events = log.append("kafka-state", EventType.VIEW_STARTED, EventType.VIEW_COMPLETED);
        long first = events.getFirst().sequence();
        long second = events.getLast().sequence();
        assertThat(publications.find(first)).isEmpty();

        QuarkusTransaction.requiringNew()
                .run(() -> publications.add(events.stream()
                        .map(event -> new Publication(event, "some.views"))
                        .toList()));
        assertThat(publications.find(first)).contains(new PublicationState.Pending("some.views"));

        Instant at = Instant.parse("2026-01-01T05:15:31Z");
        publications.settle(
                leases.acquire("kafka-relay").orElseThrow(),
                List.of(
                        new PublishOutcome.Published(first, 3, 4_000_000_000L, at),
                        new PublishOutcome.Rejected(second, "too large")));
        assertThat(publications.find(first))
                .contains(new PublicationState.Published("some.views", 3, 4_000_000_000L, at));
        assertThat(publications.find(second))
                .contains(new PublicationState.Rejected("some.views", Optional.of("too large")));
    }
}
