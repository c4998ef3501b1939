package dev.tidemark.poll.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.StreamName;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list that is taken to come whole, whatever limit and offset say. */
class WholeListTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final WatchedAccount account = new WatchedAccount();

    @BeforeEach
    void sixty_viewers_come_at_once() {
        Instant before = account.clock.instant().minus(Duration.ofDays(1));
        IntStream.rangeClosed(1, 60).forEach(i -> account.add(StreamName.VIEWERS, "p" + i, before.plusSeconds(i)));
        account.source.whole(StreamName.VIEWERS);
        account.watch(LONG);
    }

    @Test
    void when_known_rows_are_missing_it_is_looked_for_more_pages() {
        account.source.paged(StreamName.VIEWERS, 20);
        account.source
                .list(StreamName.VIEWERS)
                .addLast(Json.object().put("id", "last").put("email", "last@acme.example"));

        account.watch(LONG);

        assertThat(account.subjects(EventType.VIEWER_CREATED)).containsExactly("viewers/last");
        assertThat(account.told(EventType.VIEWER_DELETED)).isEmpty();
    }

    @Test
    void that_it_may_come_in_pages_is_stored_with_what_shows_it() {
        assertThat(account.stored(StreamName.VIEWERS).certificate().whole()).isTrue();
        account.source.paged(StreamName.VIEWERS, 20);

        for (int i = 0;
                i < LONG.toSeconds()
                        && account.state(StreamName.VIEWERS).certificate().whole();
                i++) {
            account.watch(Duration.ofSeconds(1));
        }

        assertThat(account.state(StreamName.VIEWERS).certificate().whole()).isFalse();
        assertThat(account.stored(StreamName.VIEWERS).certificate())
                .isEqualTo(account.state(StreamName.VIEWERS).certificate());
    }

    @Test
    void a_row_that_comes_without_content_is_not_missing_from_it() {
        account.source.list(StreamName.VIEWERS).stream()
                .filter(row -> row.path("id").asText().equals("p30"))
                .forEach(row -> row.putNull("name").putNull("email").putNull("phone"));

        for (int i = 0; i < LONG.toSeconds(); i++) {
            account.watch(Duration.ofSeconds(1));
            assertThat(account.state(StreamName.VIEWERS).certificate().whole()).isTrue();
        }
        assertThat(account.source.asked("viewers/p30")).isPositive();
    }

    @Test
    void who_is_deleted_is_told_once() {
        account.remove(StreamName.VIEWERS, "p30");

        account.watch(LONG);

        assertThat(account.subjects(EventType.VIEWER_DELETED)).containsExactly("viewers/p30");
    }
}
