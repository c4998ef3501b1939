package dev.tidemark.poll.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.StreamName;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventType;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that spoil their page are gone past, so that what stands around them is told all the same. */
class BadPagesTest {
    private static final Duration LONG = Duration.ofHours(2);

    private final WatchedAccount account = new WatchedAccount();

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 21, 60})
    void a_row_that_breaks_every_answer_it_is_in_hides_no_other_one(int bad) {
        account.watch(Duration.ofMinutes(5));
        come(1, 60);
        breakOn(new MindstampFailure.Unavailable("status 500"), "n" + bad);

        account.watch(LONG);

        assertThat(account.subjects(EventType.VIEW_STARTED)).hasSize(59).doesNotContain("views/n" + bad);
        assertThat(account.poison)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.reason()).contains("a row of the list does not come", "status 500"));
        come(61, 61);
        account.watch(Duration.ofMinutes(30));
        assertThat(account.subjects(EventType.VIEW_STARTED)).as("news go on").contains("views/n61");
    }

    @Test
    void rows_that_are_too_large_only_together_all_come() {
        account.watch(Duration.ofMinutes(5));
        come(1, 60);
        Set<String> large = Set.of("n10", "n11", "n40");
        account.source.spoil(ids -> ids.stream().filter(large::contains).count() > 1
                ? Optional.of(new MindstampFailure.TooLarge("more than 10 MiB"))
                : Optional.empty());

        account.watch(Duration.ofMinutes(5));

        assertThat(account.subjects(EventType.VIEW_STARTED)).hasSize(60);
        assertThat(account.poison).isEmpty();
    }

    @Test
    void several_bad_rows_of_a_list_that_is_learned_leave_the_rest_known() {
        Instant before = account.clock.instant().minus(Duration.ofDays(1));
        IntStream.rangeClosed(1, 250).forEach(i -> account.add(StreamName.VIEWS, "n" + i, before.plusSeconds(i)));
        breakOn(new MindstampFailure.Unreadable("[{"), "n3", "n120", "n121", "n250");
        account.watch(LONG);

        come(251, 251);
        account.watch(LONG);

        assertThat(account.subjects(EventType.VIEW_STARTED)).containsExactly("views/n251");
        assertThat(account.source.asked("views")).isLessThan(2000);
    }

    @Test
    void a_list_of_which_nothing_comes_is_left_alone_for_some_time() {
        account.watch(Duration.ofMinutes(5));
        account.add(StreamName.VIEWERS, "v1");
        account.source.whole(StreamName.VIEWERS);
        breakOn(new MindstampFailure.TooLarge("more than 64 MiB"), "v1");
        account.source.asked().clear();
        come(1, 1);

        account.watch(Duration.ofHours(1));

        assertThat(account.subjects(EventType.VIEW_STARTED)).containsExactly("views/n1");
        assertThat(account.source.asked("viewers")).isBetween(4L, 100L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 60})
    void of_a_row_that_could_not_be_read_no_look_is_claimed(int bad) {
        account.watch(Duration.ofMinutes(5));
        Instant created = account.clock.instant().plus(Duration.ofSeconds(1));
        come(1, 60);
        breakOn(new MindstampFailure.Unavailable("status 500"), "n" + bad);
        account.watch(LONG);
        assertThat(account.poison).isNotEmpty();
        account.source.spoil(_ -> Optional.empty());

        account.watch(LONG);

        assertThat(account.poison).as("what no round met again").isEmpty();

        assertThat(account.told(EventType.VIEW_STARTED))
                .filteredOn(event -> event.subject().equals("views/n" + bad))
                .singleElement()
                .satisfies(event -> assertThat(unchangedAt(event))
                        .satisfiesAnyOf(
                                at -> assertThat(at).isNull(),
                                at -> assertThat(at).isBefore(created)));

        account.clock.advance(Duration.ofSeconds(1));
        come(61, 61);
        Instant before = account.clock.instant().minus(Duration.ofMinutes(30));
        account.watch(Duration.ofMinutes(10));
        assertThat(account.told(EventType.VIEW_STARTED).getLast())
                .as("what comes later")
                .satisfies(event -> assertThat(unchangedAt(event)).isAfter(before));
    }

    @Test
    void of_a_row_that_came_empty_no_look_is_claimed() {
        account.watch(Duration.ofMinutes(5));
        Instant created = account.clock.instant().plus(Duration.ofSeconds(1));
        come(1, 60);
        ObjectNode late = account.source.list(StreamName.VIEWS).get(20);
        account.source.list(StreamName.VIEWS).set(20, Json.object());
        account.watch(LONG);
        account.source.list(StreamName.VIEWS).set(20, late);

        account.watch(LONG);

        assertThat(account.told(EventType.VIEW_STARTED))
                .hasSize(60)
                .filteredOn(event ->
                        event.subject().equals("views/" + late.path("id").asText()))
                .singleElement()
                .satisfies(event -> assertThat(unchangedAt(event))
                        .satisfiesAnyOf(
                                at -> assertThat(at).isNull(),
                                at -> assertThat(at).isBefore(created)));
    }

    private static @Nullable Instant unchangedAt(ChangeEvent event) {
        return ((EventData.OfRow) event.data()).facts().unchangedAt();
    }

    private void come(int from, int until) {
        IntStream.rangeClosed(from, until).forEach(i -> {
            account.add(StreamName.VIEWS, "n" + i);
            account.clock.advance(Duration.ofMillis(10));
        });
    }

    private void breakOn(MindstampFailure failure, String... bad) {
        Set<String> ids = Set.of(bad);
        account.source.spoil(sent -> sent.stream().anyMatch(ids::contains) ? Optional.of(failure) : Optional.empty());
    }
}
