package dev.tidemark.poll.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.StreamName;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Between which two moments a change happened can be proven, however long an answer takes. */
class ObservedWindowTest {
    private static final Duration CALL = Duration.ofSeconds(20);

    private final WatchedAccount account = new WatchedAccount();
    private final List<Instant> askedAt = new ArrayList<>();

    @Test
    void it_was_as_before_when_it_was_last_asked_for_and_has_changed_when_the_next_answer_is_there() {
        account.watch(Duration.ofMinutes(5));
        ObjectNode view = account.add(StreamName.VIEWS, "v1").put("percentage", 10);
        account.source.onCall(_ -> account.clock.advance(CALL));
        account.source.spoil(ids -> {
            if (ids.contains("v1")) {
                askedAt.add(account.clock.instant().minus(CALL));
            }
            return Optional.empty();
        });
        account.watch(Duration.ofMinutes(3));
        int before = askedAt.size();
        view.put("percentage", 95).put("updated_at", account.clock.instant().toString());

        account.watch(Duration.ofMinutes(3));

        assertThat(account.told(EventType.VIEW_COMPLETED)).singleElement().satisfies(event -> {
            EventData.ViewCompleted data = (EventData.ViewCompleted) event.data();
            assertThat(data.facts().unchangedAt()).isEqualTo(askedAt.get(before - 1));
            assertThat(data.facts().changedAt()).isEqualTo(askedAt.get(before).plus(CALL));
        });
    }
}
