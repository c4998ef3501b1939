package dev.tidemark.mainjob.truth;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What truly happened, read from the sandbox over HTTP. What Tidemark must tell of it is written from contract.md §3
 * alone; it shares no code with the detectors.
 */
public final class Ledger {
    private static final int[] MILESTONES = {25, 50, 75};
    private static final int COMPLETED_AT = 90;

    private final List<Fact> facts;
    private final List<OtherTruth.Series> series;
    private final JsonNode control;

    /** @param control how the sandbox's switches and faults stand */
    Ledger(List<Fact> facts, List<OtherTruth.Series> series, JsonNode control) {
        this.facts = facts;
        this.series = series;
        this.control = control;
    }

    /** @param sandbox base URL of the service that runs the sandbox */
    public static Ledger read(String sandbox) {
        List<Fact> facts = new ArrayList<>();
        long after = 0;
        do {
            JsonNode page = get(sandbox, "/sandbox/ledger?limit=10000&after=" + after);
            page.path("items").forEach(item -> facts.add(new Fact(item)));
            after = page.path("next").asLong();
        } while (after > 0);
        List<OtherTruth.Series> series = new ArrayList<>();
        for (JsonNode row : get(sandbox, "/sandbox/ledger/rows/series").path("items")) {
            Set<String> videos = new HashSet<>();
            row.path("video_ids").forEach(id -> videos.add(id.asText()));
            series.add(new OtherTruth.Series(row.path("id").asText(), videos));
        }
        return new Ledger(facts, series, get(sandbox, "/sandbox/control"));
    }

    private static JsonNode get(String sandbox, String path) {
        return Json.read(given().baseUri(sandbox).get(path).asByteArray());
    }

    public int views() {
        return count("view-created");
    }

    public int interactions() {
        return count("interaction-created");
    }

    /** @param fact such as {@code view-deleted} */
    public int count(String fact) {
        return (int) facts.stream().filter(each -> each.is(fact)).count();
    }

    /**
     * What must and may be told once the world is at rest and has been watched since: faults and switches are those of
     * now, so they should have been so all the time.
     *
     * @param quietAfter no change for this long: a view has ended
     * @param seenWithin how long polling may take at most until it has read, and read again, whatever it is shown
     */
    public Truth truth(Duration quietAfter, Duration seenWithin) {
        requireKnownWorld();
        Sight sight = sight(quietAfter, seenWithin);
        Lines lines = new Lines();
        OtherTruth others = new OtherTruth(sight, lines);
        bySubject("interactions/").forEach(others::interaction);
        bySubject("viewers/").forEach(others::viewer);
        List<ViewTruth> views =
                bySubject("views/").stream().map(of -> new ViewTruth(of, sight)).toList();
        views.forEach(view -> view.tell(lines));
        others.plinks(views);
        others.series(views, series);
        return new Truth(lines);
    }

    private Sight sight(Duration quietAfter, Duration seenWithin) {
        Duration late = secondsIf("late_share", "late_seconds");
        Duration lag = secondsIf("stale_share", "stale_seconds");
        Duration skew =
                Duration.ofSeconds(control.path("date_skew_seconds").asLong()).abs();
        return new Sight(quietAfter, seenWithin.plus(late).plus(lag), lag.plus(skew));
    }

    private Duration secondsIf(String share, String seconds) {
        return control.path(share).asDouble() > 0
                ? Duration.ofSeconds(control.path(seconds).asLong())
                : Duration.ZERO;
    }

    /** Each subject's facts in order. */
    private List<List<Fact>> bySubject(String kind) {
        return List.copyOf(facts.stream()
                .filter(fact -> fact.subject().startsWith(kind))
                .collect(Collectors.groupingBy(Fact::subject, LinkedHashMap::new, Collectors.toList()))
                .values());
    }

    /** Otherwise this would have to know more: what a view was like when it showed, or by which clock it is history. */
    private void requireKnownWorld() {
        if (!control.path("running_views").asText("visible").equals("visible")
                || control.path("created_skew_seconds").asInt() != 0) {
            throw new IllegalStateException(
                    "this ledger does not know views that show after their end or are misdated");
        }
    }

    /** Sorted; each line is due exactly once, whatever was polled when. {@code ViewEnded} is due once quiet is over. */
    public List<String> expected(Duration quietAfter) {
        List<String> lines = new ArrayList<>();
        Map<String, Integer> reached = new LinkedHashMap<>();
        Map<String, TreeSet<Instant>> changes = new LinkedHashMap<>();
        for (Fact fact : facts) {
            if (fact.is("interaction-created")) {
                lines.add(fact.subject() + (fact.isResponse() ? " ResponseSubmitted" : " InteractionClicked"));
            } else if (fact.percentage().isPresent()) {
                reached.merge(fact.subject(), fact.percentage().get(), Math::max);
                changes.computeIfAbsent(fact.subject(), _ -> new TreeSet<>()).add(fact.at());
            }
        }
        reached.forEach((view, percentage) -> {
            lines.add(view + " ViewStarted");
            for (int milestone : MILESTONES) {
                if (percentage >= milestone) {
                    lines.add(view + " ViewProgressed " + milestone);
                }
            }
            if (percentage >= COMPLETED_AT) {
                lines.add(view + " ViewCompleted " + COMPLETED_AT);
            }
            lines.add(view + " ViewEnded " + (percentage >= COMPLETED_AT));
        });
        requireNoPauseLongerThan(quietAfter, changes);
        return lines.stream().sorted().toList();
    }

    /** Otherwise a view would end twice, and the test would have to know when it was polled. */
    private static void requireNoPauseLongerThan(Duration quietAfter, Map<String, TreeSet<Instant>> changes) {
        changes.values()
                .forEach(times -> times.stream().reduce((before, after) -> {
                    if (Duration.between(before, after).compareTo(quietAfter) >= 0) {
                        throw new IllegalStateException("the scenario pauses too long for this ledger");
                    }
                    return after;
                }));
    }
}
