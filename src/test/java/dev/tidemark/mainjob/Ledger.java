package dev.tidemark.mainjob;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What truly happened, read from the sandbox, and what Tidemark must tell of it: each as a line of text such as
 * {@code views/9bce… ViewProgressed 25}. Written from contract.md §3 alone; it shares no code with the detector.
 */
final class Ledger {
    private static final int[] MILESTONES = {25, 50, 75};
    private static final int COMPLETED_AT = 90;

    private record Fact(
            Instant at, String what, String view, String interaction, Integer percentage, boolean response) {}

    private final List<Fact> facts = new ArrayList<>();

    /** @param sandbox base URL of the service that runs the sandbox */
    static Ledger read(String sandbox) {
        Ledger ledger = new Ledger();
        Integer after = 0;
        while (after != null) {
            JsonPath page = given().baseUri(sandbox)
                    .get("/sandbox/ledger?limit=10000&after={after}", after)
                    .jsonPath();
            for (Map<String, Object> item : page.<Map<String, Object>>getList("items")) {
                ledger.facts.add(new Fact(
                        Instant.parse((String) item.get("at")),
                        (String) item.get("fact"),
                        (String) item.get("view"),
                        (String) item.get("interaction"),
                        (Integer) item.get("percentage"),
                        "question".equals(item.get("parent_type")) || "reply".equals(item.get("type_of"))));
            }
            after = (Integer) page.get("next");
        }
        return ledger;
    }

    int views() {
        return (int)
                facts.stream().filter(fact -> fact.what.equals("view-created")).count();
    }

    int interactions() {
        return (int) facts.stream().filter(fact -> fact.interaction != null).count();
    }

    /** Sorted; each line is due exactly once, whatever was polled when. {@code ViewEnded} is due once quiet is over. */
    List<String> expected(Duration quietAfter) {
        List<String> lines = new ArrayList<>();
        Map<String, Integer> reached = new LinkedHashMap<>();
        Map<String, TreeSet<Instant>> changes = new LinkedHashMap<>();
        for (Fact fact : facts) {
            if (fact.interaction != null) {
                lines.add("interactions/" + fact.interaction
                        + (fact.response ? " ResponseSubmitted" : " InteractionClicked"));
            } else if (fact.percentage != null) {
                reached.merge(fact.view, fact.percentage, Math::max);
                changes.computeIfAbsent(fact.view, _ -> new TreeSet<>()).add(fact.at);
            }
        }
        reached.forEach((view, percentage) -> {
            lines.add("views/" + view + " ViewStarted");
            for (int milestone : MILESTONES) {
                if (percentage >= milestone) {
                    lines.add("views/" + view + " ViewProgressed " + milestone);
                }
            }
            if (percentage >= COMPLETED_AT) {
                lines.add("views/" + view + " ViewCompleted " + COMPLETED_AT);
            }
            lines.add("views/" + view + " ViewEnded " + (percentage >= COMPLETED_AT));
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
