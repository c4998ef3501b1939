package dev.tidemark.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class WorldTest {
    private static final Instant START = Instant.parse("2022-01-01T05:12:32.120Z");
    private static final int ALL = Integer.MAX_VALUE;

    @Test
    void one_step_to_the_end_gives_what_many_small_ones_give() {
        World once = world(7);
        World often = world(7);
        once.advanceTo(START.plusSeconds(3_600));
        for (int i = 0; i <= 3_600_000; i += 777) {
            often.advanceTo(START.plusMillis(i));
        }
        often.advanceTo(START.plusSeconds(3_600));
        assertThat(everything(often)).isEqualTo(everything(once));
        assertThat(once.counts().views()).isBetween(250, 500);
    }

    @Test
    void the_same_changes_at_the_same_times_give_the_same_world() {
        World one = world(7);
        World other = world(7);
        for (World world : List.of(one, other)) {
            for (int second = 0; second < 600; second += world == one ? 10 : 1) {
                world.advanceTo(START.plusSeconds(second));
                if (second == 100) {
                    world.speed(60);
                } else if (second == 200) {
                    world.arrivals(false);
                } else if (second == 300) {
                    world.speed(0.5);
                    world.arrivals(true);
                }
            }
            world.advanceTo(START.plusSeconds(700));
        }
        assertThat(everything(one)).isEqualTo(everything(other));
    }

    @Test
    void another_seed_is_another_story() {
        assertThat(everything(after(world(1), 600))).isNotEqualTo(everything(after(world(2), 600)));
    }

    @Test
    void a_later_run_of_the_same_seed_tells_the_same_story_under_new_ids() {
        World run = after(world(1), 600);
        World later = new World(plan(1, START.plusMillis(1), 1, true, 1_000, 0));
        later.advanceTo(START.plusMillis(1).plusSeconds(600));
        assertThat(ids(later)).hasSameSizeAs(ids(run)).doesNotContainAnyElementsOf(ids(run));
        assertThat(Newest.first(later.views()).findValuesAsText("percentage"))
                .isEqualTo(Newest.first(run.views()).findValuesAsText("percentage"));
    }

    @Test
    void ids_are_unique() {
        World world = after(world(3), 7_200);
        int rows = world.counts().views()
                + world.counts().interactions()
                + world.counts().viewers();
        assertThat(ids(world))
                .hasSize(rows + Newest.first(world.videos()).size())
                .allMatch(id -> id.matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
    }

    @Test
    void percentage_never_falls_and_last_point_sometimes_does() {
        World world = world(5);
        Map<String, JsonNode> before = new HashMap<>();
        boolean seekBack = false;
        for (int second = 0; second < 3_600; second += 2) {
            world.advanceTo(START.plusSeconds(second));
            for (JsonNode view : Newest.first(world.views())) {
                JsonNode old = before.put(view.get("id").textValue(), view);
                if (old != null) {
                    assertThat(number(view, "percentage")).isGreaterThanOrEqualTo(number(old, "percentage"));
                    assertThat(number(view, "furthest_point")).isGreaterThanOrEqualTo(number(old, "furthest_point"));
                    seekBack |= number(view, "last_point") < number(old, "last_point");
                }
            }
        }
        assertThat(seekBack).isTrue();
    }

    @Test
    void a_view_starts_at_zero_and_about_half_reach_ninety() {
        World world = finished(400);
        List<JsonNode> views = list(Newest.first(world.views()));
        assertThat(views).allMatch(view -> number(view, "percentage") <= 100);
        assertThat(views.stream()
                        .filter(view -> number(view, "percentage") >= 90)
                        .count())
                .isBetween(180L, 260L);
        assertThat(facts(world).stream()
                        .filter(fact -> fact.get("fact").textValue().equals("view-created")))
                .hasSize(400)
                .allMatch(fact -> number(fact, "percentage") == 0);
    }

    @Test
    void the_ledger_agrees_with_the_rows() {
        World world = finished(300);
        List<JsonNode> facts = facts(world);
        assertThat(facts)
                .isSortedAccordingTo(Comparator.comparing(fact -> fact.get("at").textValue()));
        for (JsonNode view : Newest.first(world.views())) {
            String id = view.get("id").textValue();
            List<JsonNode> own = facts.stream()
                    .filter(fact -> fact.get("view").textValue().equals(id))
                    .toList();
            assertThat(own.getFirst().get("at")).isEqualTo(view.get("created_at"));
            List<JsonNode> changes = own.stream()
                    .filter(fact -> fact.get("fact").textValue().equals("view-changed"))
                    .toList();
            assertThat(changes.getLast().get("percentage")).isEqualTo(view.get("percentage"));
            assertThat(changes.getLast().get("at")).isEqualTo(view.get("updated_at"));
            assertThat(own.stream().filter(fact -> fact.get("fact").textValue().equals("interaction-created")))
                    .hasSize(number(view, "interaction_count"))
                    .extracting(fact -> fact.get("interaction").textValue())
                    .containsExactlyInAnyOrderElementsOf(
                            Newest.first(world.interactionsOfView(id).orElseThrow())
                                    .findValuesAsText("id"));
        }
        assertThat(world.counts().interactions()).isGreaterThan(300);
    }

    @Test
    void a_fact_names_the_fields_that_changed() {
        World world = finished(300);
        List<JsonNode> changes = facts(world).stream()
                .filter(fact -> fact.get("fact").textValue().equals("view-changed"))
                .toList();
        assertThat(changes)
                .allSatisfy(fact -> assertThat(names(fact)).isNotEmpty().doesNotContain("id", "created_at"));
        assertThat(changes)
                .anySatisfy(fact -> assertThat(names(fact)).contains("percentage", "finished", "updated_at"));
        for (JsonNode view : Newest.first(world.views())) {
            List<JsonNode> own = changes.stream()
                    .filter(fact -> fact.get("view").equals(view.get("id")))
                    .toList();
            boolean answered = own.stream().anyMatch(fact -> names(fact).contains("participation"));
            assertThat(answered).isEqualTo(view.path("participation").asInt() > 0);
        }
        JsonNode introduction = facts(world).stream()
                .filter(fact -> fact.get("fact").textValue().equals("viewer-identified"))
                .findFirst()
                .orElseThrow();
        assertThat(changes).anySatisfy(fact -> {
            assertThat(fact.get("at")).isEqualTo(introduction.get("at"));
            assertThat(fact.get("view")).isEqualTo(introduction.get("view"));
            assertThat(names(fact)).contains("viewer_name", "viewer_email").doesNotContain("percentage");
        });
    }

    @Test
    void the_truth_of_a_series_holds_its_videos() {
        World world = world(1);
        JsonNode series = world.truth("series", "", 10).orElseThrow().getFirst().json();
        assertThat(series.get("video_ids")).hasSize(3);
        assertThat(list(Newest.first(world.videos())).stream().map(video -> video.get("id")))
                .containsAll(list(series.get("video_ids")));
    }

    @Test
    void whoever_gives_an_address_is_known_in_all_her_views() {
        World world = finished(300);
        Map<String, Set<String>> addresses = new HashMap<>();
        for (JsonNode view : Newest.first(world.views())) {
            addresses
                    .computeIfAbsent(view.get("viewer_id").textValue(), _ -> new HashSet<>())
                    .add(view.get("viewer_email").asText());
        }
        assertThat(addresses.values()).allMatch(known -> known.size() == 1);
        List<JsonNode> introductions = facts(world).stream()
                .filter(fact -> fact.get("fact").textValue().equals("viewer-identified"))
                .toList();
        assertThat(introductions)
                .isNotEmpty()
                .allSatisfy(fact -> assertThat(world.view(fact.get("view").textValue())
                                .orElseThrow()
                                .json()
                                .get("viewer_email"))
                        .isEqualTo(fact.get("value")));
    }

    @Test
    void nothing_is_dated_in_the_future_at_any_speed() {
        for (double speed : new double[] {0.01, 1, 37, 1_000}) {
            World world = new World(plan(1, START, speed, true, 1_000, 20));
            for (int i = 0; i < 200; i++) {
                Instant now = START.plusMillis(i * 61L);
                world.advanceTo(now);
                assertThat(Newest.first(world.views()).findValuesAsText("updated_at"))
                        .allMatch(at -> !Instant.parse(at).isAfter(now));
            }
        }
    }

    @Test
    void time_that_goes_back_changes_nothing() {
        World world = after(world(1), 600);
        List<String> before = everything(world);
        world.advanceTo(START);
        assertThat(everything(world)).isEqualTo(before);
    }

    @Test
    void history_is_over_at_the_start_and_not_in_the_ledger() {
        World world = new World(plan(1, START, 1, true, 1_000, 500));
        assertThat(world.counts().views()).isEqualTo(500);
        assertThat(world.counts().watching()).isZero();
        assertThat(facts(world)).isEmpty();
        List<String> created = Newest.first(world.views()).findValuesAsText("created_at");
        assertThat(created).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(created.getFirst()).isLessThan(START.toString());
        assertThat(created.getLast())
                .isLessThan(START.minus(Duration.ofDays(89)).toString());
        world.advanceTo(START.plusSeconds(60));
        assertThat(world.counts().views()).isGreaterThan(500);
    }

    @Test
    void without_arrivals_the_running_views_finish() {
        World world = after(world(1), 120);
        int views = world.counts().views();
        assertThat(world.counts().watching()).isPositive();
        world.arrivals(false);
        world.advanceTo(START.plusSeconds(7_200));
        assertThat(world.counts())
                .extracting(World.Counts::views, World.Counts::watching)
                .containsExactly(views, 0);
    }

    @Test
    void a_page_of_a_large_account_costs_its_own_length() {
        World world = new World(plan(1, START, 1, false, 0, 100_000));
        Newest.first(world.views(), 0, 100);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long before = System.nanoTime();
            assertThat(Newest.first(world.views(), 50_000 + i * 100, 100)).hasSize(100);
            best = Math.min(best, System.nanoTime() - before);
        }
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(5));
    }

    private static World.Plan plan(long seed, Instant start, double speed, boolean arrivals, int views, int history) {
        return new World.Plan(seed, start, Scenario.STEADY, speed, arrivals, views, history);
    }

    private static World world(long seed) {
        return new World(plan(seed, START, 1, true, World.MOST_VIEWS, 0));
    }

    private static World after(World world, int seconds) {
        world.advanceTo(START.plusSeconds(seconds));
        return world;
    }

    private static World finished(int views) {
        return after(new World(plan(11, START, 1, true, views, 0)), 100_000);
    }

    private static List<String> everything(World world) {
        List<String> all = new ArrayList<>();
        for (JsonNode table : List.of(
                Newest.first(world.videos()),
                Newest.first(world.viewers()),
                Newest.first(world.views()),
                Newest.first(world.interactions()),
                world.ledger(0, ALL))) {
            all.add(table.toString());
        }
        return all;
    }

    private static Set<String> ids(World world) {
        Set<String> ids = new HashSet<>();
        for (JsonNode table : List.of(
                Newest.first(world.videos()),
                Newest.first(world.viewers()),
                Newest.first(world.views()),
                Newest.first(world.interactions()))) {
            ids.addAll(table.findValuesAsText("id"));
        }
        return ids;
    }

    private static List<JsonNode> facts(World world) {
        ObjectNode ledger = world.ledger(0, ALL);
        return list(ledger.get("items"));
    }

    private static List<JsonNode> list(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    private static List<String> names(JsonNode fact) {
        return list(fact.get("changed")).stream().map(JsonNode::textValue).toList();
    }

    private static int number(JsonNode row, String field) {
        return row.get(field).intValue();
    }
}
