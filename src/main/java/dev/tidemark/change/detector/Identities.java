package dev.tidemark.change.detector;

import dev.tidemark.change.Fact;
import dev.tidemark.change.Observation;
import dev.tidemark.change.StreamName;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.RowFacts;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.mindstamp.row.Viewer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * By what a viewer is known: an e-mail or an id of the customer's, told once per viewer and value, in whichever row it
 * is seen first (contract §3, ViewerIdentified). A viewer nobody knew yet counts as not identified before, or it would
 * depend on when we looked.
 */
final class Identities {
    private static final int LONGEST = 300;

    private Identities() {}

    static Set<Fact> of(Row row) {
        boolean isViewer = row instanceof Viewer;
        Optional<String> viewer = isViewer ? Optional.of(row.id()) : row.text("viewer_id");
        Set<Fact> facts = new LinkedHashSet<>();
        viewer.filter(Row::isUsableId).ifPresent(id -> {
            value(row, isViewer ? "email" : "viewer_email").ifPresent(email -> facts.add(fact(id, "email", email)));
            value(row, isViewer ? "custom_id" : "viewer_custom_id")
                    .ifPresent(custom -> facts.add(fact(id, "custom_id", custom)));
        });
        return facts;
    }

    /** Those that are new. */
    static List<ChangeEvent> told(Row row, RowFacts facts, Predicate<Fact> isNew, Observation observation) {
        List<ChangeEvent> events = new ArrayList<>();
        for (Fact fact : of(row)) {
            if (isNew.test(fact)) {
                int colon = fact.detail().indexOf(':');
                String by = fact.detail().substring(0, colon);
                String value = fact.detail().substring(colon + 1);
                events.add(new Subject(StreamName.VIEWERS, fact.subject())
                        .event(
                                fact.detail(),
                                new EventData.ViewerIdentified(facts, by, value),
                                row.updatedAt().or(row::createdAt),
                                observation));
            }
        }
        return events;
    }

    private static Optional<String> value(Row row, String field) {
        return row.text(field).map(String::strip).filter(text -> !text.isEmpty() && text.length() <= LONGEST);
    }

    private static Fact fact(String viewer, String by, String value) {
        return new Fact(Fact.Kind.IDENTIFIED, viewer, by + ":" + value);
    }
}
