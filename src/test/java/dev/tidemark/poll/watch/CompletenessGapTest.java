package dev.tidemark.poll.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.StreamName;
import dev.tidemark.event.EventType;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.poll.state.Completeness;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The source's own count of its views against those that are known. */
class CompletenessGapTest {
    private static final String COUNT = "count of views";

    private final WatchedAccount account = new WatchedAccount();

    private void learn(int views) {
        Instant before = account.clock.instant().minus(Duration.ofDays(1));
        IntStream.rangeClosed(1, views).forEach(i -> account.add(StreamName.VIEWS, "v" + i, before.plusSeconds(i)));
        account.watch(Duration.ofMinutes(10));
    }

    @Test
    void what_is_counted_is_what_is_known() {
        learn(120);
        assertThat(gap()).contains(0L);
        account.add(StreamName.VIEWS, "new");
        account.watch(Duration.ofHours(2));
        assertThat(gap()).contains(0L);
        assertThat(known().counted()).isEqualTo(121);
        assertThat(account.stored(StreamName.VIEWS).completeness()).isEqualTo(known());
        assertThat(account.source.asked(COUNT)).isBetween(3L, 6L);
    }

    @Test
    void a_long_list_is_counted_before_it_is_known_to_its_end() {
        Instant before = account.clock.instant().minus(Duration.ofDays(1));
        IntStream.rangeClosed(1, 5_000).forEach(i -> account.add(StreamName.VIEWS, "v" + i, before.plusSeconds(i)));
        while (account.state(StreamName.VIEWS).completeness().counted() == 0) {
            account.watch(Duration.ofSeconds(5));
        }
        assertThat(account.state(StreamName.VIEWS).isLearning()).isTrue();
        assertThat(known().counted()).isEqualTo(5_000);
        assertThat(account.stored(StreamName.VIEWS).completeness()).isEqualTo(known());
        assertThat(known().at()).isEmpty();

        account.watch(Duration.ofHours(1));
        assertThat(account.state(StreamName.VIEWS).isLearning()).isFalse();
        assertThat(gap()).contains(0L);
    }

    @Test
    void rows_that_the_list_does_not_show_are_a_gap_until_it_does() {
        learn(20);
        account.add(StreamName.VIEWS, "new");
        account.watch(Duration.ofHours(2));
        account.source.counts(count -> new Reply.Ok<>(count + 2));
        account.watch(Duration.ofHours(4));
        assertThat(gap()).contains(2L);

        account.source.counts(Reply.Ok::new);
        account.watch(Duration.ofHours(2));
        assertThat(gap()).contains(0L);
    }

    @Test
    void a_row_that_goes_is_not_counted_once_it_is_told_gone() {
        learn(20);
        account.remove(StreamName.VIEWS, "v7");
        account.watch(Duration.ofHours(3));
        assertThat(account.subjects(EventType.VIEW_DELETED)).containsExactly("views/v7");
        assertThat(known().counted()).isEqualTo(19);
        assertThat(gap()).contains(0L);
    }

    static MindstampFailure[] withoutCount() {
        return new MindstampFailure[] {
            new MindstampFailure.NotFound(),
            new MindstampFailure.Refused(403, "no"),
            new MindstampFailure.Unreadable("[{")
        };
    }

    @ParameterizedTest
    @MethodSource("withoutCount")
    void a_source_without_a_count_is_asked_once_a_day(MindstampFailure failure) {
        account.source.counts(_ -> new Reply.Failed<>(failure));
        learn(20);
        account.watch(Duration.ofHours(5));
        assertThat(known().at()).isEmpty();
        assertThat(account.source.asked(COUNT)).isEqualTo(1);
        account.add(StreamName.VIEWS, "new");
        account.watch(Duration.ofMinutes(5));
        assertThat(account.subjects(EventType.VIEW_STARTED))
                .as("detection goes on")
                .containsExactly("views/new");
    }

    static MindstampFailure[] forNow() {
        return new MindstampFailure[] {
            new MindstampFailure.Throttled(503, Optional.empty()),
            new MindstampFailure.Unavailable("status 500"),
            new MindstampFailure.TimedOut()
        };
    }

    @ParameterizedTest
    @MethodSource("forNow")
    void a_count_that_fails_for_now_is_asked_for_again_ever_later(MindstampFailure failure) {
        account.source.counts(_ -> new Reply.Failed<>(failure));
        learn(20);
        account.watch(Duration.ofHours(12));
        assertThat(account.source.asked(COUNT)).isBetween(3L, 6L);

        account.source.counts(Reply.Ok::new);
        account.watch(Duration.ofHours(24));
        assertThat(gap()).contains(0L);
    }

    private Completeness known() {
        return account.state(StreamName.VIEWS).completeness();
    }

    private Optional<Long> gap() {
        return known().gap();
    }
}
