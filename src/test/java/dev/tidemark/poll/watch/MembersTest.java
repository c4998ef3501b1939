package dev.tidemark.poll.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.StreamName;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What belongs to a group: told with the group, and gone only when nothing else explains that it did not come. */
class MembersTest {
    private static final Duration LONG = Duration.ofHours(3);

    private final WatchedAccount account = new WatchedAccount();
    private final List<ObjectNode> videos = account.source.members("g1");

    @BeforeEach
    void a_group_is_known() {
        account.add(StreamName.GROUPS, "g1", account.clock.instant().minus(Duration.ofDays(1)))
                .put("name", "Sales");
        IntStream.rangeClosed(1, 150).forEach(i -> videos.add(video("m" + i)));
        account.watch(LONG);
    }

    @Test
    void what_comes_is_told_with_the_group_as_it_is_known() {
        videos.add(video("new"));

        account.watch(LONG);

        assertThat(account.told(EventType.GROUP_VIDEO_ADDED)).singleElement().satisfies(event -> {
            EventData.MemberChanged data = (EventData.MemberChanged) event.data();
            assertThat(data.facts().row().path("name").asText()).isEqualTo("Sales");
            assertThat(data.member().path("id").asText()).isEqualTo("new");
        });
    }

    @Test
    void what_a_short_page_leaves_for_the_next_one_did_not_leave() {
        account.source.most(StreamName.GROUP_VIDEOS, 40);

        account.watch(LONG);

        assertThat(account.source.asked("group-videos of g1 from 37")).isPositive();
        assertThat(account.told(EventType.GROUP_VIDEO_REMOVED)).isEmpty();
    }

    @Test
    void an_empty_element_may_be_any_of_them() {
        videos.set(70, Json.object());

        account.watch(LONG);

        assertThat(account.told(EventType.GROUP_VIDEO_REMOVED)).isEmpty();
    }

    @Test
    void what_moves_up_behind_a_page_that_was_read_did_not_leave() {
        List<String> left = new ArrayList<>();
        account.source.most(StreamName.GROUP_VIDEOS, 40);
        account.source.afterEach(
                "group-videos of g1 from 0",
                () -> left.add(videos.removeFirst().path("id").asText()));
        account.source.afterEach("group-videos of g1 from 74", () -> videos.addFirst(video("front" + left.size())));

        account.watch(LONG);

        assertThat(account.told(EventType.GROUP_VIDEO_REMOVED))
                .extracting(event -> ((EventData.MemberChanged) event.data())
                        .member()
                        .path("id")
                        .asText())
                .isNotEmpty()
                .isSubsetOf(left);
    }

    @Test
    void what_leaves_is_told_once() {
        videos.removeLast();

        account.watch(LONG);

        assertThat(account.subjects(EventType.GROUP_VIDEO_REMOVED)).containsExactly("groups/g1");
    }

    private static ObjectNode video(String id) {
        return Json.object().put("id", id).put("token", "aVOfEGmGrZlG");
    }
}
