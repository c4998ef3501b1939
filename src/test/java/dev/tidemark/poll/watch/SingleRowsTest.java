package dev.tidemark.poll.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.StreamName;
import dev.tidemark.event.EventType;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.page.Poison;
import dev.tidemark.platform.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A row whose own calls go wrong is left alone for a while: its list and the other rows do not wait for it. */
class SingleRowsTest {
    private static final MindstampFailure BROKEN = new MindstampFailure.Unavailable("status 500");

    private final WatchedAccount account = new WatchedAccount();

    @Test
    void a_view_that_does_not_know_its_answers_does_not_stop_the_list_of_answers() {
        known("old1", "old2", "old3");
        account.add(StreamName.VIEWS, "v1").put("interaction_count", 2);
        account.watch(Duration.ofMinutes(3));
        assertThat(account.source.asked("interactions of v1 from 0")).isEqualTo(1);
        account.source.asked().clear();

        account.watch(Duration.ofMinutes(4));

        assertThat(account.source.asked("interactions of v1 from 0")).isZero();
        assertThat(account.source.asked("interactions")).isPositive();
    }

    @Test
    void answers_that_did_not_come_are_asked_for_again() {
        known("old1", "old2", "old3");
        account.source.members("v1").add(answer("a1"));
        account.source.spoil(ids -> ids.contains("a1") ? Optional.of(BROKEN) : Optional.empty());
        account.add(StreamName.VIEWS, "v1").put("interaction_count", 1);
        account.watch(Duration.ofMinutes(3));
        assertThat(account.source.asked()).contains("interactions of v1 from 0");
        account.source.spoil(_ -> Optional.empty());

        account.watch(Duration.ofMinutes(3));

        assertThat(account.subjects(EventType.RESPONSE_SUBMITTED)).containsExactly("interactions/a1");
    }

    @Test
    void answers_that_never_come_are_asked_for_ever_more_seldom() {
        known("old1", "old2", "old3");
        account.source.members("v1").add(answer("a1"));
        account.source.spoil(ids -> ids.contains("a1") ? Optional.of(BROKEN) : Optional.empty());
        account.add(StreamName.VIEWS, "v1").put("interaction_count", 1);

        for (int minute = 0; minute < 90; minute++) {
            account.watch(Duration.ofMinutes(1));
            account.add(StreamName.VIEWS, "busy" + minute).put("percentage", 100);
        }

        assertThat(account.source.asked("interactions of v1 from 0")).isBetween(4L, 12L);
    }

    @Test
    void a_missing_row_whose_id_brings_another_row_is_neither_gone_nor_asked_for_without_end() {
        known("v1", "v2", "v3");
        ObjectNode other =
                account.source.list(StreamName.VIEWS).getFirst().deepCopy().put("id", "other");
        account.remove(StreamName.VIEWS, "v2");
        account.source.answer("v2", new Reply.Ok<>(other));

        account.watch(Duration.ofHours(3));

        assertThat(account.told(EventType.VIEW_DELETED)).isEmpty();
        assertThat(account.subjects(EventType.VIEW_STARTED)).doesNotContain("views/other");
        assertThat(account.source.asked("views/v2")).isBetween(1L, 12L);
        assertThat(account.poison)
                .extracting(Poison::reason)
                .contains("row v2 does not come: another one comes, other");
    }

    @Test
    void a_row_that_breaks_its_own_answer_does_not_keep_others_from_being_found_gone() {
        known("v1", "v2", "v3");
        account.remove(StreamName.VIEWS, "v1");
        account.remove(StreamName.VIEWS, "v2");
        account.source.answer("v1", new Reply.Failed<>(BROKEN));

        account.watch(Duration.ofHours(2));

        assertThat(account.subjects(EventType.VIEW_DELETED)).containsExactly("views/v2");
        account.source.answerAsListed("v1");
        account.watch(Duration.ofHours(2));
        assertThat(account.subjects(EventType.VIEW_DELETED)).containsExactly("views/v2", "views/v1");
    }

    @Test
    void many_rows_that_are_missing_and_refused_starve_nothing_and_cost_no_more_than_rest() {
        String[] refused = IntStream.range(0, 150).mapToObj(i -> "r" + i).toArray(String[]::new);
        known(refused);
        known("v1", "v2", "v3");
        for (String id : refused) {
            account.remove(StreamName.VIEWS, id);
            account.source.answer(id, new Reply.Failed<>(new MindstampFailure.Refused(403, "no")));
        }
        account.watch(Duration.ofHours(6));
        account.remove(StreamName.VIEWS, "v2");

        account.watch(Duration.ofHours(6));

        assertThat(account.subjects(EventType.VIEW_DELETED)).containsExactly("views/v2");
        account.source.asked().clear();
        account.watch(Duration.ofHours(2));
        assertThat(account.source.asked().size())
                .as("calls of two hours at rest")
                .isLessThan(400);
    }

    @Test
    void a_row_under_way_that_cannot_be_read_does_not_keep_others_from_being_followed() {
        account.watch(Duration.ofMinutes(5));
        account.add(StreamName.VIEWS, "v1").put("percentage", 10);
        ObjectNode second = account.add(StreamName.VIEWS, "v2").put("percentage", 10);
        account.watch(Duration.ofMinutes(1));
        // The list shows neither any more; whatever is asked for the first is refused.
        account.source.list(StreamName.VIEWS).clear();
        account.source.answer("v1", new Reply.Failed<>(new MindstampFailure.Refused(422, "no")));
        account.source.answer("v2", new Reply.Ok<>(second.deepCopy().put("percentage", 95)));

        account.watch(Duration.ofMinutes(10));

        assertThat(account.subjects(EventType.VIEW_COMPLETED)).containsExactly("views/v2");
    }

    private void known(String... views) {
        for (String view : views) {
            account.add(StreamName.VIEWS, view).put("percentage", 100);
            account.clock.advance(Duration.ofMinutes(1));
        }
        account.watch(Duration.ofMinutes(20));
    }

    private static ObjectNode answer(String id) {
        return Json.object()
                .put("id", id)
                .put("view_id", "v1")
                .put("type_of", "click")
                .put("parent_type", "question")
                .put("value", "A")
                .put("created_at", "2026-03-01T00:06:00Z");
    }
}
