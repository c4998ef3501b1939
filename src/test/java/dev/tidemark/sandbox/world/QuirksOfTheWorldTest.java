package dev.tidemark.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.sandbox.quirk.Dial;
import dev.tidemark.sandbox.quirk.Faults;
import dev.tidemark.sandbox.quirk.Quirks;
import dev.tidemark.sandbox.quirk.Switches;
import dev.tidemark.sandbox.quirk.Switches.Identification;
import dev.tidemark.sandbox.quirk.Switches.Order;
import dev.tidemark.sandbox.quirk.Switches.Resume;
import dev.tidemark.sandbox.quirk.Switches.RunningViews;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.shelf.Shelf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class QuirksOfTheWorldTest {
    private static final Instant START = Instant.parse("2022-01-01T05:12:32.120Z");

    @Test
    void running_views_may_show_only_two_minutes_after_their_end() {
        World world = world(Switches.RUNNING_VIEWS, RunningViews.AFTER_END);
        Map<String, Instant> seen = new HashMap<>();
        for (int second = 0; second <= 1_800; second++) {
            Instant now = START.plusSeconds(second);
            world.advanceTo(now);
            world.views().forEach(row -> seen.putIfAbsent(row.id(), now));
            assertThat(world.interactions())
                    .allMatch(row -> seen.containsKey(row.json().get("view_id").textValue()));
        }
        Map<String, Instant> ended = new HashMap<>();
        facts(world, "view-ended").forEach(fact -> ended.put(text(fact, "view"), Instant.parse(text(fact, "at"))));
        assertThat(seen).hasSizeGreaterThan(50);
        seen.forEach((view, at) -> assertThat(Duration.between(ended.get(view), at))
                .isBetween(Duration.ofSeconds(120), Duration.ofSeconds(122)));
        world.quirks(Quirks.NONE);
        assertThat(world.views()).hasSize(world.counts().views());
        assertThat(world.interactions()).hasSize(world.counts().interactions());
    }

    @Test
    void an_address_may_be_told_by_one_view_only() {
        World world = world(Switches.IDENTIFICATION, Identification.OLD_VIEWS_UNTOUCHED);
        world.advanceTo(START.plusSeconds(7_200));
        Map<String, Set<String>> addresses = new HashMap<>();
        world.views()
                .forEach(row -> addresses
                        .computeIfAbsent(row.json().get("viewer_id").textValue(), _ -> new HashSet<>())
                        .add(row.json().get("viewer_email").asText()));
        assertThat(addresses.values()).anyMatch(told -> told.size() > 1 && told.contains("null"));
    }

    @Test
    void a_viewer_may_turn_out_to_be_a_known_one() {
        World world = world(Switches.IDENTIFICATION, Identification.MERGE);
        world.advanceTo(START.plusSeconds(7_200));
        List<JsonNode> merges = facts(world, "viewer-merged");
        assertThat(merges).isNotEmpty();
        for (JsonNode merge : merges) {
            String gone = text(merge, "subject").substring("viewers/".length());
            assertThat(world.viewer(gone)).isEmpty();
            assertThat(world.views())
                    .noneMatch(row -> text(row.json(), "viewer_id").equals(gone));
        }
        JsonNode last = merges.getLast();
        JsonNode view = world.view(text(last, "view")).orElseThrow().json();
        assertThat(text(view, "viewer_id")).isEqualTo(text(last, "value"));
        assertThat(view.get("viewer_email").isNull()).isFalse();
        assertThat(world.viewsOf(World.Owner.VIEWER, text(last, "value")).orElseThrow())
                .extracting(Row::id)
                .contains(text(last, "view"));
    }

    @Test
    void whoever_comes_back_gets_a_new_view_or_the_old_one() {
        World fresh = world(Switches.RESUME_SHARE, 1.0);
        World same = new World(new World.Plan(1, START, Scenario.STEADY, 1, true, 40, 0));
        same.quirks(Quirks.NONE.with(Switches.RESUME_SHARE, 0.5).with(Switches.RESUME, Resume.REOPENED));
        fresh.advanceTo(START.plusSeconds(7_200));
        same.advanceTo(START.plus(Duration.ofDays(2)));
        assertThat(facts(fresh, "view-resumed")).isEmpty();
        assertThat(facts(fresh, "view-created")).hasSizeGreaterThan(900);
        assertThat(same.counts().views()).isEqualTo(40);
        assertThat(facts(same, "view-resumed")).hasSizeGreaterThan(20);
        Map<String, Integer> percentages = new HashMap<>();
        for (JsonNode fact : facts(same, "view-changed")) {
            int now = fact.get("percentage").intValue();
            Integer before = percentages.put(text(fact, "view"), now);
            assertThat(now).isGreaterThanOrEqualTo(before == null ? 0 : before);
        }
    }

    @Test
    void a_view_that_is_over_is_resumed_on_request() {
        World world = new World(new World.Plan(1, START, Scenario.STEADY, 1, true, 3, 5));
        world.quirks(Quirks.NONE.with(Switches.RESUME, Resume.REOPENED));
        String old = world.views().getFirst().id();
        assertThat(world.resume(old)).isTrue();
        assertThat(world.resume(old)).isFalse();
        assertThat(world.resume("nobody")).isFalse();
        world.advanceTo(START.plusSeconds(3_600));
        assertThat(facts(world, "view-resumed")).hasSize(1);
        assertThat(world.view(old).orElseThrow().updatedAt()).isAfter(START);
        assertThat(world.resume(old)).isTrue();
    }

    @Test
    void late_rows_show_later_and_all_of_them_in_the_end() {
        World world = new World(new World.Plan(1, START, Scenario.STEADY, 1, true, 60, 0));
        world.quirks(Quirks.NONE.with(Faults.LATE_SHARE, 0.3).with(Faults.LATE_SECONDS, 90));
        boolean missing = false;
        for (int second = 0; second < 4_000; second += 5) {
            world.advanceTo(START.plusSeconds(second));
            missing |= world.views().size() < world.counts().views();
        }
        assertThat(missing).isTrue();
        assertThat(world.lateRows()).isBetween(30L, 150L);
        assertThat(world.views()).hasSize(60);
        assertThat(world.interactions()).hasSize(world.counts().interactions());
    }

    @Test
    void views_vanish_with_what_was_done_in_them() {
        World world = world(Switches.DELETIONS_PER_HOUR, 60);
        world.advanceTo(START.plusSeconds(7_200));
        List<JsonNode> deletions = facts(world, "view-deleted");
        assertThat(deletions).hasSizeBetween(80, 170);
        Set<String> gone = deletions.stream().map(fact -> text(fact, "view")).collect(Collectors.toSet());
        assertThat(world.views()).noneMatch(row -> gone.contains(row.id()));
        assertThat(world.interactions()).noneMatch(row -> gone.contains(text(row.json(), "view_id")));
        assertThat(facts(world, "interaction-deleted")).isNotEmpty();
        assertThat(world.truth("views", "", 100_000).orElseThrow())
                .hasSize(world.views().size());
        String one = world.views().getFirst().id();
        assertThat(world.delete(one)).isTrue();
        assertThat(world.delete(one)).isFalse();
        assertThat(world.view(one)).isEmpty();
        assertThat(world.delete(3)).isEqualTo(3);
        world.quirks(Quirks.NONE.with(Switches.DELETION, Switches.Deletion.NULLED));
        assertThat(world.view(one).orElseThrow().json().get("video_id").isNull())
                .isTrue();
    }

    @Test
    void a_moment_ago_rows_had_older_content_and_new_ones_were_missing() {
        World world = world(Faults.STALE_SHARE, 0.5);
        world.advanceTo(START.plusSeconds(300));
        List<String> then = texts(world);
        world.advanceTo(START.plusSeconds(330));
        List<String> now = texts(world);
        assertThat(now).isNotEqualTo(then);
        assertThat(world.asOf(START.plusSeconds(300), () -> texts(world))).isEqualTo(then);
        assertThat(texts(world)).isEqualTo(now);
        Row newest = world.views().getLast();
        assertThat(world.<Optional<?>>asOf(START.plusSeconds(300), () -> world.view(newest.id())))
                .isEmpty();
    }

    @Test
    void authored_items_may_stand_among_the_interactions() {
        World world = world(Switches.INTERACTION_ROWS, Switches.InteractionRows.AUTHORED_TOO);
        world.advanceTo(START.plusSeconds(600));
        assertThat(world.interactions())
                .hasSize(world.counts().interactions() + world.items().size());
        assertThat(world.interactions()).extracting(Row::createdAt).isSorted();
    }

    @Test
    void videos_may_be_found_by_token_only() {
        World world = world(Switches.VIDEOS_BY, Switches.VideosBy.TOKEN);
        JsonNode video = world.videos().getFirst().json();
        assertThat(world.video(text(video, "id"))).isEmpty();
        assertThat(world.video(text(video, "token"))).isPresent();
    }

    @Test
    void a_launch_day_is_quiet_then_crowded_each_day() {
        World world = new World(new World.Plan(1, START, Scenario.LAUNCH_DAY, 1, true, 10_000, 0));
        world.advanceTo(START.plusSeconds(119));
        assertThat(world.counts().views()).isLessThan(6);
        world.advanceTo(START.plusSeconds(127));
        assertThat(world.counts().views()).isBetween(12, 40);
        world.advanceTo(START.plus(Duration.ofDays(1)).plusSeconds(119));
        int before = world.counts().views();
        world.advanceTo(START.plus(Duration.ofDays(1)).plusSeconds(127));
        assertThat(world.counts().views() - before).isBetween(10, 40);
    }

    @Test
    void a_quiet_world_has_a_viewer_in_ten_minutes_and_a_messy_one_all_of_it() {
        World quiet = new World(new World.Plan(1, START, Scenario.QUIET, 1, true, 10_000, 0));
        quiet.advanceTo(START.plus(Duration.ofHours(10)));
        assertThat(quiet.counts().views()).isBetween(40, 85);
        World messy = messy();
        assertThat(facts(messy, "view-deleted")).isNotEmpty();
        assertThat(facts(messy, "view-resumed")).isNotEmpty();
        assertThat(texts(messy)).isEqualTo(texts(messy()));
    }

    @Test
    void the_ledger_is_filtered_by_fact_and_subject() {
        World world = world(Switches.ORDER, Order.NEWEST);
        world.advanceTo(START.plusSeconds(600));
        String view = world.views().getFirst().id();
        JsonNode own = world.ledger(0, 10_000, new Ledger.Filter(Optional.empty(), Optional.of("views/" + view)))
                .get("items");
        assertThat(own).isNotEmpty().allMatch(fact -> text(fact, "view").equals(view));
        assertThat(text(own.get(0), "fact")).isEqualTo("view-created");
        assertThat(facts(world, "viewer-created")).hasSize(world.counts().viewers());
    }

    /** Bounds are ten times what is promised, so that a busy machine does not fail it; the best of twenty counts. */
    @Test
    void a_hundred_thousand_views_serve_a_page_in_every_order() {
        long began = System.nanoTime();
        World world = new World(new World.Plan(1, START, Scenario.STEADY, 1, true, 1_000, 100_000));
        Duration loaded = Duration.ofNanos(System.nanoTime() - began);
        assertThat(loaded).isLessThan(Duration.ofSeconds(100));
        assertThat(facts(world, "view-created")).isEmpty();
        for (Order order : Order.values()) {
            world.quirks(Quirks.NONE.with(Switches.ORDER, order).with(Faults.STALE_SHARE, 0.5));
            world.advanceTo(START.plusSeconds(60L * (order.ordinal() + 1)));
            for (int lag : new int[] {0, 30}) {
                Instant then = START.plusSeconds(60L * (order.ordinal() + 1) - lag);
                long best = Long.MAX_VALUE;
                for (int i = 0; i < 20; i++) {
                    int offset = i * 5_000;
                    long before = System.nanoTime();
                    List<Row> page = world.asOf(
                            then,
                            () -> List.copyOf(
                                    Shelf.of(world.views()).in(order, 77).subList(offset, offset + 100)));
                    page.forEach(Row::json);
                    best = Math.min(best, System.nanoTime() - before);
                    assertThat(page).doesNotHaveDuplicates();
                }
                assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(50));
            }
        }
    }

    private static World messy() {
        World world = new World(new World.Plan(1, START, Scenario.MESSY, 1, true, 10_000, 100));
        world.quirks(Scenario.MESSY.quirks());
        world.advanceTo(START.plus(Duration.ofHours(2)));
        return world;
    }

    private static <T> World world(Dial<T> dial, T value) {
        World world = new World(new World.Plan(1, START, Scenario.STEADY, 1, true, World.MOST_VIEWS, 0));
        world.quirks(Quirks.NONE.with(dial, value));
        return world;
    }

    private static List<String> texts(World world) {
        List<String> texts = new ArrayList<>();
        for (List<? extends Row> rows : List.of(world.views(), world.interactions(), world.viewers())) {
            rows.forEach(row -> texts.add(row.json().toString()));
        }
        return texts;
    }

    private static List<JsonNode> facts(World world, String kind) {
        JsonNode items = world.ledger(0, Integer.MAX_VALUE, new Ledger.Filter(Optional.of(kind), Optional.empty()))
                .get("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private static String text(JsonNode row, String field) {
        return row.get(field).textValue();
    }
}
