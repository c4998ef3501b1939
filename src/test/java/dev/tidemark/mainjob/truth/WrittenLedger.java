package dev.tidemark.mainjob.truth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A ledger written by hand, minute by minute. A look takes ten minutes at most, quiet is fifteen. */
abstract class WrittenLedger {
    private static final Instant START = Instant.parse("2026-01-01T05:00:00Z");
    private static final Duration QUIET = Duration.ofMinutes(15);
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(10);

    final List<OtherTruth.Series> series = new ArrayList<>();
    final ObjectNode control = Json.object();
    private final List<Fact> facts = new ArrayList<>();

    Truth truth() {
        return new Ledger(facts, series, control).truth(QUIET, SEEN_WITHIN);
    }

    void progress(String view, double minute, int percentage) {
        changed(view, minute, percentage, "percentage", "finished", "updated_at");
    }

    void changed(String view, double minute, int percentage, String... fields) {
        ObjectNode fact = fact(minute, "view-changed", "views/" + view)
                .put("percentage", percentage)
                .put("viewer", "w");
        List.of(fields).forEach(fact.withArray("changed")::add);
    }

    ObjectNode fact(double minute, String what, String subject) {
        ObjectNode fact = Json.object()
                .put("at", START.plusMillis((long) (minute * 60_000)).toString())
                .put("fact", what)
                .put("subject", subject);
        facts.add(new Fact(fact));
        return fact;
    }
}
