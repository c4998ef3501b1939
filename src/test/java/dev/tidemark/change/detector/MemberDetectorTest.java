package dev.tidemark.change.detector;

import static dev.tidemark.change.detector.Scene.CUTOFF;
import static dev.tidemark.change.detector.Told.facts;
import static dev.tidemark.change.detector.Told.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.ChangeDetector;
import dev.tidemark.change.Coverage;
import dev.tidemark.change.Observation.FirstWalk;
import dev.tidemark.change.RowState.Phase;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.mindstamp.row.Member;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.platform.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What belongs to groups, series and access lists comes and goes. */
class MemberDetectorTest {
    private final Scene<Member> scene = new Scene<>(Detectors.GROUP_VIDEOS);

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(Detectors.GROUP_VIDEOS, "groups/o", "group", "GroupVideoAdded", "GroupVideoRemoved"),
                Arguments.of(Detectors.SERIES_VIDEOS, "series/o", "series", "SeriesVideoAdded", "SeriesVideoRemoved"),
                Arguments.of(
                        Detectors.ACCESS_LIST_ENTRIES,
                        "accessLists/o",
                        "access_list",
                        "AccessListEntryAdded",
                        "AccessListEntryRemoved"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void it_is_told_about_its_owner(
            ChangeDetector<Member> detector, String subject, String name, String added, String removed) {
        Scene<Member> members = new Scene<>(detector);
        List<ChangeEvent> events = new ArrayList<>(members.see(member("m")));
        events.addAll(members.later(300).gone("o/m"));

        assertThat(names(events)).containsExactly(added, removed);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.subject()).isEqualTo(subject);
            assertThat(event.partitionKey()).isEqualTo("o");
            assertThat(facts(event).name()).isEqualTo(name);
            assertThat(facts(event).row()).isEqualTo(owner("Owner"));
            assertThat(((EventData.MemberChanged) event.data()).member()).isEqualTo(fields("m"));
        });
        assertThat(members.known("o/m").owner()).isEqualTo("o");
    }

    @Test
    void added_again_it_has_another_id_and_seen_twice_the_same() {
        List<ChangeEvent> first = scene.see(member("m"));
        assertThat(scene.later(10).see(member("m"))).isEmpty();
        ChangeEvent removed = scene.later(300).gone("o/m").getFirst();
        assertThat(scene.later(10).see(member("m"))).isEmpty();
        assertThat(scene.known("o/m").phase()).isEqualTo(Phase.GONE);

        List<ChangeEvent> second = scene.later(60).see(member("m"));
        ChangeEvent removedAgain = scene.later(300).gone("o/m").getFirst();

        assertThat(names(second)).containsExactly("GroupVideoAdded");
        assertThat(second.getFirst().id()).isNotEqualTo(first.getFirst().id());
        assertThat(removedAgain.id()).isNotEqualTo(removed.id());
        assertThat(new Scene<>(Detectors.GROUP_VIDEOS)
                        .see(member("m"))
                        .getFirst()
                        .id())
                .isEqualTo(first.getFirst().id());
    }

    @Test
    void members_of_two_owners_do_not_meet() {
        Member other = Member.of("p", Json.object().put("id", "p"), "m", fields("m"));

        assertThat(scene.see(member("m"), other))
                .extracting(ChangeEvent::subject)
                .containsExactlyInAnyOrder("groups/o", "groups/p");
    }

    @Test
    void what_is_there_at_the_first_look_is_history() {
        Member old = dated(CUTOFF.minusSeconds(1));

        assertThat(scene.learning(FirstWalk.BASELINE).see(old, member("undated")))
                .isEmpty();

        Scene<Member> telling = new Scene<>(Detectors.GROUP_VIDEOS).learning(FirstWalk.EMIT);
        assertThat(telling.see(old))
                .singleElement()
                .satisfies(event -> assertThat(facts(event).backfill()).isTrue());
    }

    @Test
    void what_did_not_exist_before_the_account_was_known_is_news_at_the_first_look() {
        List<ChangeEvent> events = scene.learning(FirstWalk.BASELINE).see(dated(CUTOFF.plusSeconds(1)));

        assertThat(names(events)).containsExactly("GroupVideoAdded");
        assertThat(facts(events.getFirst()).backfill()).isFalse();
    }

    @Test
    void an_old_video_added_later_is_news() {
        Instant looked = scene.now().minusSeconds(30);
        scene.covered(new Coverage(Optional.empty(), "", Optional.of(looked)));

        List<ChangeEvent> events = scene.see(dated(CUTOFF.minusSeconds(1_000_000)));

        assertThat(names(events)).containsExactly("GroupVideoAdded");
        assertThat(facts(events.getFirst()).unchangedAt())
                .as("that the list of groups was looked at says nothing of their videos")
                .isNull();
        assertThat(events.getFirst().time()).isEqualTo(scene.now());
    }

    @Test
    void its_own_changes_and_the_owners_are_kept_for_when_it_goes() {
        scene.see(member("m"));
        ObjectNode renamed = fields("m").put("title", "New");

        assertThat(scene.later(10).see(Member.of("o", owner("Owner"), "m", renamed)))
                .isEmpty();
        assertThat(scene.later(10).see(Member.of("o", owner("Renamed"), "m", renamed)))
                .isEmpty();
        assertThat(scene.known("o/m").revision()).isEqualTo(3);

        ChangeEvent event = scene.later(300).gone("o/m").getFirst();
        assertThat(facts(event).row().path("name").asText()).isEqualTo("Renamed");
        assertThat(((EventData.MemberChanged) event.data())
                        .member()
                        .path("title")
                        .asText())
                .isEqualTo("New");
    }

    @Test
    void a_name_too_long_for_an_id_is_shortened_and_stays_the_same() {
        String name = "x".repeat(Row.LONGEST_ID) + "@example.com";
        Member one = Member.of("o", owner("Owner"), name, fields("m"));

        assertThat(one.id()).startsWith("o/").hasSizeLessThan(50);
        assertThat(Member.of("o", owner("Owner"), name, fields("m")).id()).isEqualTo(one.id());
        assertThat(Member.of("o", owner("Owner"), "y" + name, fields("m")).id()).isNotEqualTo(one.id());
        assertThat(one.ownerId()).isEqualTo("o");
    }

    private static Member member(String name) {
        return Member.of("o", owner("Owner"), name, fields(name));
    }

    private static Member dated(Instant createdAt) {
        return Member.of("o", owner("Owner"), "m", fields("m").put("created_at", createdAt.toString()));
    }

    private static ObjectNode owner(String name) {
        return Json.object().put("id", "o").put("name", name);
    }

    private static ObjectNode fields(String id) {
        return Json.object().put("id", id).put("title", "Title");
    }
}
