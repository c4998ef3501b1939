package dev.tidemark.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.world.World.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Who comes through a group or a P-Link, and what it costs to ask. */
class SharedViewsTest {
    private static final Instant START = Instant.parse("2022-01-01T05:12:32.120Z");

    @Test
    void some_come_through_a_group_some_through_the_link_and_most_by_themselves() {
        World world = world(1_000);
        List<JsonNode> views = rows(world.views());
        String plink = world.sharing().plinks().rows().getFirst().id();
        assertThat(count(views, "group_id")).isBetween(200L, 300L);
        assertThat(count(views, "plink_id")).isBetween(110L, 190L);
        assertThat(views)
                .allMatch(view ->
                        view.get("group_id").isNull() || view.get("plink_id").isNull());
        assertThat(views.stream().filter(view -> !view.get("plink_id").isNull()))
                .allMatch(view -> view.get("plink_id").textValue().equals(plink)
                        && view.get("video_title").textValue().equals("Spring prices, explained"));
    }

    @Test
    void an_event_has_the_group_of_its_view() {
        World world = world(200);
        assertThat(rows(world.interactions()))
                .allMatch(event -> event.get("group_id")
                        .equals(world.view(event.get("view_id").textValue())
                                .orElseThrow()
                                .json()
                                .get("group_id")));
    }

    @Test
    void an_inactive_link_brings_nobody() {
        World world = world(0);
        String plink = world.sharing().plinks().rows().getFirst().id();
        world.sharing().changePLink(plink, Json.object().put("status", "inactive"), world.now());
        world.advanceTo(START.plusSeconds(5_000));
        assertThat(count(rows(world.views()), "plink_id")).isZero();
        world.sharing().changePLink(plink, Json.object().put("status", "active"), world.now());
        world.advanceTo(START.plusSeconds(10_000));
        assertThat(count(rows(world.views()), "plink_id")).isPositive();
    }

    @Test
    void a_link_and_a_group_made_by_a_call_bring_people_too() {
        World world = world(0);
        String video = world.videos().getLast().id();
        Row link = world.sharing().createPLink(Json.object().put("video_id", video), world.now());
        Row group = world.sharing().createGroup(Json.object().put("name", "New"), world.now());
        world.advanceTo(START.plusSeconds(5_000));
        assertThat(world.viewsOf(Owner.GROUP, group.id()).orElseThrow()).isEmpty();
        assertThat(rows(world.views()))
                .anyMatch(view -> link.id().equals(view.get("plink_id").textValue()));
        world.sharing().addToGroup(group.id(), Json.object().put("video_id", video), world.now());
        world.advanceTo(START.plusSeconds(10_000));
        assertThat(rows(world.viewsOf(Owner.GROUP, group.id()).orElseThrow()))
                .isNotEmpty()
                .allMatch(view -> view.get("video_id").textValue().equals(video));
    }

    @Test
    void the_same_writes_at_the_same_times_give_the_same_story() {
        String[] stories = new String[2];
        for (int run = 0; run < 2; run++) {
            World world = world(0);
            for (int second = 0; second <= 3_000; second += run == 0 ? 1_000 : 100) {
                world.advanceTo(START.plusSeconds(second));
                if (second == 1_000) {
                    world.sharing().createGroup(Json.object().put("name", "New"), world.now());
                }
            }
            stories[run] = rows(world.views()) + "" + world.ledger(0, Integer.MAX_VALUE);
        }
        assertThat(stories[0]).isEqualTo(stories[1]).contains("group-created");
    }

    @Test
    void a_page_of_children_in_a_large_account_costs_its_own_length() {
        World world = world(100_000);
        String video = world.videos().getFirst().id();
        String viewer = world.viewers().getFirst().id();
        String group = world.sharing().groups().rows().getFirst().id();
        String series = world.sharing().series().rows().getFirst().id();
        String item = world.items().getFirst().id();
        for (Runnable page : List.<Runnable>of(
                () -> page(world.viewsOf(Owner.VIDEO, video).orElseThrow()),
                () -> page(world.interactionsOf(Owner.VIDEO, video).orElseThrow()),
                () -> page(world.viewsOf(Owner.VIEWER, viewer).orElseThrow()),
                () -> page(world.viewsOf(Owner.GROUP, group).orElseThrow()),
                () -> page(world.viewsOf(Owner.SERIES, series).orElseThrow()),
                () -> page(world.interactionsOf(Owner.SERIES, series).orElseThrow()),
                () -> page(world.responses(item).orElseThrow()))) {
            assertThat(fastest(page)).isLessThan(Duration.ofMillis(5));
        }
        assertThat(fastest(() -> world.summary(Instant.MIN))).isLessThan(Duration.ofMillis(50));
        assertThat(world.summary(Instant.MIN).get("views").intValue()).isEqualTo(100_000);
    }

    private static Duration fastest(Runnable question) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long before = System.nanoTime();
            question.run();
            best = Math.min(best, System.nanoTime() - before);
        }
        return Duration.ofNanos(best);
    }

    private static void page(List<? extends Row> rows) {
        assertThat(Newest.first(rows, rows.size() / 2, 100)).isNotEmpty();
    }

    private static World world(int history) {
        return new World(new World.Plan(1, START, Scenario.STEADY, 1, true, World.MOST_VIEWS, history));
    }

    private static long count(List<JsonNode> views, String field) {
        return views.stream().filter(view -> !view.get(field).isNull()).count();
    }

    private static List<JsonNode> rows(List<? extends Row> rows) {
        return StreamSupport.stream(Newest.first(rows).spliterator(), false).toList();
    }
}
