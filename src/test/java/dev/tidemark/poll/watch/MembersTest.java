package dev.tidemark.poll.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.StreamName;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventType;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.platform.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What belongs to a group: told with the group, and gone only when nothing else explains that it did not come. */
class MembersTest {
    private static final Duration LONG = Duration.ofHours(3);

    private static final String FIRST_PAGE = "group-videos of g1 from 0";
    private static final String LAST_PAGE = "group-videos of g1 from 140";

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

        assertThat(account.source.asked("group-videos of g1 from 30")).isPositive();
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
        account.source.afterEach("group-videos of g1 from 60", () -> videos.addFirst(video("front" + left.size())));

        account.watch(LONG.multipliedBy(4));

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

    @Test
    void who_is_skipped_while_others_come_and_go_did_not_leave() {
        List<ObjectNode> first = List.copyOf(videos.subList(0, 30));
        // Every time they are read, thirty go after the first page and are back after the last.
        account.source.spoil(ids -> {
            if (ids.contains("m1")) {
                videos.removeAll(first);
            } else if (ids.contains("m150") && !videos.contains(first.getFirst())) {
                videos.addAll(0, first);
            }
            return Optional.empty();
        });

        account.watch(LONG);

        assertThat(account.source.asked(FIRST_PAGE)).isGreaterThan(3);
        assertThat(account.told(EventType.GROUP_VIDEO_REMOVED)).isEmpty();
    }

    @Test
    void what_was_read_is_not_read_again_when_the_budget_ends_in_between() {
        untilAsked(LAST_PAGE);
        AtomicBoolean spent = new AtomicBoolean(true);
        account.source.spoil(ids -> ids.contains("m150") && spent.get()
                ? Optional.of(new MindstampFailure.OverBudget(account.clock.instant()))
                : Optional.empty());
        videos.add(video("new"));
        long begun = untilAsked(FIRST_PAGE);
        account.watch(Duration.ofMinutes(10));
        assertThat(account.told(EventType.GROUP_VIDEO_ADDED)).isEmpty();
        spent.set(false);

        account.watch(Duration.ofMinutes(30));

        assertThat(account.told(EventType.GROUP_VIDEO_ADDED)).hasSize(1);
        assertThat(account.source.asked(FIRST_PAGE)).isEqualTo(begun);
    }

    @Test
    void a_page_that_fails_now_and_then_is_asked_for_again_alone() {
        untilAsked(LAST_PAGE);
        AtomicInteger failures = new AtomicInteger(2);
        account.source.spoil(ids -> ids.contains("m150") && failures.getAndDecrement() > 0
                ? Optional.of(new MindstampFailure.Unreadable("half an answer"))
                : Optional.empty());
        videos.add(video("new"));
        long begun = untilAsked(FIRST_PAGE);

        untilAsked("group-videos of g1 from 141");

        assertThat(account.told(EventType.GROUP_VIDEO_ADDED)).hasSize(1);
        assertThat(account.source.asked(FIRST_PAGE)).isEqualTo(begun);
    }

    @Test
    void a_page_that_always_fails_is_left_alone_for_a_while() {
        untilAsked(LAST_PAGE);
        account.source.spoil(ids -> ids.contains("m150")
                ? Optional.of(new MindstampFailure.Unreadable("half an answer"))
                : Optional.empty());
        long begun = untilAsked(FIRST_PAGE);

        account.watch(LONG);

        assertThat(account.source.asked(FIRST_PAGE) - begun).isBetween(0L, 5L);
        assertThat(account.told(EventType.GROUP_VIDEO_REMOVED)).isEmpty();
    }

    @Test
    void bad_ones_hide_no_others_and_did_not_leave() {
        untilAsked(LAST_PAGE);
        Set<String> bad = Set.of("m40", "m120");
        account.source.spoil(ids -> ids.stream().anyMatch(bad::contains)
                ? Optional.of(new MindstampFailure.Unreadable("half an answer"))
                : Optional.empty());
        videos.add(60, video("new1"));
        videos.add(130, video("new2"));

        account.watch(LONG.multipliedBy(4));

        assertThat(added()).containsExactlyInAnyOrder("new1", "new2");
        assertThat(account.told(EventType.GROUP_VIDEO_REMOVED)).isEmpty();
        assertThat(account.poison).isNotEmpty();

        account.source.spoil(_ -> Optional.empty());
        videos.add(10, video("new3"));
        account.watch(LONG);

        assertThat(added()).containsExactlyInAnyOrder("new1", "new2", "new3");
    }

    private List<String> added() {
        return account.told(EventType.GROUP_VIDEO_ADDED).stream()
                .map(event -> ((EventData.MemberChanged) event.data())
                        .member()
                        .path("id")
                        .asText())
                .toList();
    }

    /** @return how often the first page has been asked for then */
    private long untilAsked(String page) {
        long before = account.source.asked(page);
        for (int i = 0; i < LONG.toSeconds() && account.source.asked(page) == before; i++) {
            account.watch(Duration.ofSeconds(1));
        }
        return account.source.asked(FIRST_PAGE);
    }

    private static ObjectNode video(String id) {
        return Json.object().put("id", id).put("token", "aVOfEGmGrZlG");
    }
}
