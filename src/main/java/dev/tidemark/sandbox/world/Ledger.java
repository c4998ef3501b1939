package dev.tidemark.sandbox.world;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.row.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What truly happened since the start, in order, whatever was shown of it; the measure of every report about it.
 */
public final class Ledger {
    enum Kind {
        VIEW_CREATED,
        VIEW_CHANGED,
        VIEW_ENDED,
        VIEW_RESUMED,
        VIEW_DELETED,
        INTERACTION_CREATED,
        INTERACTION_DELETED,
        VIEWER_CREATED,
        VIEWER_IDENTIFIED,
        VIEWER_MERGED;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What happened; {@code seq} is its place. */
    interface Entry {
        String fact();

        String subject();

        ObjectNode json(long seq);
    }

    /** Something done to what is shared. */
    private record Deed(Instant at, String fact, String subject, ObjectNode detail) implements Entry {
        @Override
        public ObjectNode json(long seq) {
            ObjectNode json = Json.object().put("seq", seq).put("at", Times.iso(at));
            json.put("fact", fact).put("subject", subject).set("detail", detail);
            return json;
        }
    }

    /** Which facts to tell; empty means all. */
    public record Filter(Optional<String> fact, Optional<String> subject) {
        public static final Filter NONE = new Filter(Optional.empty(), Optional.empty());

        private boolean passes(Entry told) {
            return fact.map(told.fact()::equals).orElse(true)
                    && subject.map(told.subject()::equals).orElse(true);
        }
    }

    private final List<Entry> facts = new ArrayList<>();
    private boolean open;

    /** Until then nothing is recorded: history is there, but nobody saw it happen. */
    void open() {
        open = true;
    }

    void viewCreated(Instant at, View view) {
        ofView(at, Kind.VIEW_CREATED, view, new Fact.Opened(view.entrance()));
    }

    /** Lets it change and tells by which fields. */
    void viewChanges(Instant at, View view, Runnable change) {
        if (!open) {
            change.run();
            return;
        }
        ObjectNode before = view.json();
        change.run();
        ofView(at, Kind.VIEW_CHANGED, view, new Fact.Changed(view.percentage(), differing(before, view.json())));
    }

    /** With the last thing she did; she may still come back. */
    void viewEnded(Instant at, View view) {
        ofView(at, Kind.VIEW_ENDED, view, new Fact.None());
    }

    void viewResumed(Instant at, View view) {
        ofView(at, Kind.VIEW_RESUMED, view, new Fact.None());
    }

    void viewDeleted(Instant at, View view) {
        ofView(at, Kind.VIEW_DELETED, view, new Fact.None());
    }

    void interactionCreated(Interaction interaction) {
        record(new Fact(
                interaction.createdAt(),
                Kind.INTERACTION_CREATED,
                "interactions/" + interaction.id(),
                interaction.view(),
                new Fact.Done(interaction)));
    }

    /** The subject tells which; the member {@code interaction} is for what viewers did. */
    void interactionDeleted(Instant at, Interaction interaction) {
        String subject = "interactions/" + interaction.id();
        record(new Fact(at, Kind.INTERACTION_DELETED, subject, interaction.view(), new Fact.None()));
    }

    /** @param view the one she came for */
    void viewerCreated(Instant at, View view) {
        ofViewer(at, Kind.VIEWER_CREATED, view, known(view.viewer()));
    }

    /** @param view the one during which she said who she is */
    void viewerIdentified(Instant at, View view) {
        ofViewer(at, Kind.VIEWER_IDENTIFIED, view, known(view.viewer()));
    }

    /** @param into the viewer she turned out to be */
    void viewerMerged(Instant at, View view, Viewer into) {
        ofViewer(at, Kind.VIEWER_MERGED, view, new Fact.Known(into.id(), null));
    }

    /** Facts after the given number; {@code next} is the number to go on with, null at the end. */
    ObjectNode page(long after, int limit, Filter filter) {
        ObjectNode page = Json.object();
        ArrayNode items = page.putArray("items");
        int at = (int) Math.min(after, facts.size());
        while (at < facts.size() && items.size() < limit) {
            Entry fact = facts.get(at++);
            if (filter.passes(fact)) {
                items.add(fact.json(at));
            }
        }
        return page.put("next", at < facts.size() && !items.isEmpty() ? (Long) (long) at : null);
    }

    private void ofView(Instant at, Kind kind, View view, Fact.Detail detail) {
        record(new Fact(at, kind, "views/" + view.id(), view, detail));
    }

    private void ofViewer(Instant at, Kind kind, View view, Fact.Known known) {
        record(new Fact(at, kind, "viewers/" + view.viewer().id(), view, known));
    }

    private static Fact.Known known(Viewer viewer) {
        return new Fact.Known(viewer.identity().email(), viewer.identity().customId());
    }

    private static List<String> differing(ObjectNode before, ObjectNode after) {
        return after.properties().stream()
                .filter(member -> !member.getValue().equals(before.get(member.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** @param subject such as {@code groups/<id>} */
    void deed(Instant at, String fact, String subject, ObjectNode detail) {
        record(new Deed(at, fact, subject, detail));
    }

    private void record(Entry fact) {
        if (open) {
            facts.add(fact);
        }
    }
}
