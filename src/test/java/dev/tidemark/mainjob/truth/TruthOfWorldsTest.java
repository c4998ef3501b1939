package dev.tidemark.mainjob.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.quirk.Faults;
import dev.tidemark.sandbox.quirk.Quirks;
import dev.tidemark.sandbox.quirk.Switches;
import dev.tidemark.sandbox.quirk.Switches.Identification;
import dev.tidemark.sandbox.world.Scenario;
import dev.tidemark.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever looks at a world often enough tells nothing that the measure forbids, and all that it asks for. */
class TruthOfWorldsTest {
    private static final Instant START = Instant.parse("2026-01-01T05:00:00Z");
    private static final Duration QUIET = Duration.ofMinutes(15);
    private static final int VIEWS = 150;
    private static final int STALE_SECONDS = 10;

    @ParameterizedTest
    @CsvSource({
        "1, 20, SAME_VIEWER",
        "2, 60, SAME_VIEWER",
        "3, 60, MERGE",
        "4, 300, OLD_VIEWS_UNTOUCHED",
        "5, 300, MERGE",
        "6, 900, SAME_VIEWER",
        "7, 900, SAME_VIEWER",
        "8, 900, MERGE"
    })
    void whoever_looks_at_least_so_often_has_nothing_to_be_blamed_for(
            long seed, int seconds, Identification identification) {
        World world = new World(new World.Plan(seed, START, Scenario.MESSY, 1, true, VIEWS, 0));
        Quirks messy = Scenario.MESSY
                .quirks()
                .with(Switches.RESUME_SHARE, 0.3)
                .with(Switches.IDENTIFICATION, identification)
                .with(Faults.STALE_SECONDS, STALE_SECONDS);
        world.quirks(messy);
        Onlooker onlooker = new Onlooker(QUIET);
        Random chance = new Random(seed);

        // Given a world that lives for some hours and then comes to rest
        Instant now = look(world, onlooker, seconds, chance, START, START.plus(Duration.ofHours(3)));
        world.quirks(messy.with(Switches.RESUME_SHARE, 0.0));
        now = look(world, onlooker, seconds, chance, now, now.plus(Duration.ofHours(2)));
        world.quirks(messy.with(Switches.RESUME_SHARE, 0.0).with(Switches.DELETIONS_PER_HOUR, 0));
        look(world, onlooker, seconds, chance, now, now.plus(Duration.ofHours(1)));

        // Then
        Ledger ledger = ledger(world);
        assertThat(ledger.count("view-resumed")).isGreaterThan(10);
        assertThat(ledger.count("view-deleted")).isGreaterThan(10);
        Truth truth = ledger.truth(QUIET, Duration.ofSeconds(seconds));
        List<String> told = onlooker.told();
        assertThat(truth.problems(told)).isEmpty();
        assertThat(told).containsAll(truth.required());
        // And each line counts
        for (int i = 0; i < told.size(); i += 1 + told.size() / 40) {
            String line = told.get(i);
            List<String> other = new ArrayList<>(told);
            other.add(line);
            if (truth.allowed(line) == 1) {
                assertThat(truth.problems(other)).as("twice " + line).isNotEmpty();
            }
            other.removeAll(List.of(line));
            if (truth.due(line) > 0) {
                assertThat(truth.problems(other)).as("without " + line).isNotEmpty();
            }
        }
    }

    private static Instant look(
            World world, Onlooker onlooker, int seconds, Random chance, Instant from, Instant until) {
        Instant now = from;
        while (now.isBefore(until)) {
            now = now.plusMillis(1 + (long) (chance.nextDouble() * seconds * 1_000));
            world.advanceTo(now);
            Instant at = now;
            if (chance.nextInt(5) == 0) {
                Instant then = now.minusMillis(chance.nextInt(STALE_SECONDS * 1_000));
                world.asOf(then, () -> {
                    onlooker.look(world, at, true);
                    return at;
                });
            } else {
                onlooker.look(world, at, false);
            }
        }
        return now;
    }

    private static Ledger ledger(World world) {
        List<Fact> facts = new ArrayList<>();
        world.ledger(0, Integer.MAX_VALUE).path("items").forEach(item -> facts.add(new Fact(item)));
        List<OtherTruth.Series> series = new ArrayList<>();
        world.truth("series", "", 10).orElseThrow().forEach(row -> {
            Set<String> videos = new HashSet<>();
            for (JsonNode id : row.json().path("video_ids")) {
                videos.add(id.asText());
            }
            series.add(new OtherTruth.Series(row.id(), videos));
        });
        ObjectNode control = Json.object();
        Scenario.MESSY.quirks().with(Faults.STALE_SECONDS, STALE_SECONDS).writeTo(control);
        return new Ledger(facts, series, control);
    }
}
