package dev.tidemark.sandbox.world;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.row.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What truly happened since the start, in order; the measure of every report about it. */
final class Ledger {
    enum Kind {
        VIEW_CREATED("view-created"),
        VIEW_CHANGED("view-changed"),
        INTERACTION_CREATED("interaction-created"),
        VIEWER_IDENTIFIED("viewer-identified");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private interface Entry {
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

    private record Fact(
            Instant at,
            Kind kind,
            View view,
            @Nullable Integer percentage,
            @Nullable Interaction interaction,
            @Nullable String value)
            implements Entry {
        @Override
        public ObjectNode json(long seq) {
            return Json.object()
                    .put("seq", seq)
                    .put("at", Times.iso(at))
                    .put("fact", kind.text)
                    .put("view", view.id())
                    .put("interaction", interaction == null ? null : interaction.id())
                    .put("percentage", percentage)
                    .put(
                            "parent_type",
                            interaction == null ? null : interaction.item().kind())
                    .put("type_of", interaction == null ? null : interaction.typeOf())
                    .put("value", value);
        }
    }

    private final List<Entry> facts = new ArrayList<>();
    private boolean open;

    /** Until then nothing is recorded: history is there, but nobody saw it happen. */
    void open() {
        open = true;
    }

    void viewCreated(Instant at, View view) {
        record(new Fact(at, Kind.VIEW_CREATED, view, view.percentage(), null, null));
    }

    void viewChanged(Instant at, View view) {
        record(new Fact(at, Kind.VIEW_CHANGED, view, view.percentage(), null, null));
    }

    void interactionCreated(Interaction interaction) {
        record(new Fact(
                interaction.createdAt(),
                Kind.INTERACTION_CREATED,
                interaction.view(),
                null,
                interaction,
                interaction.value()));
    }

    /** @param view the one during which she said who she is */
    void viewerIdentified(Instant at, View view) {
        record(new Fact(
                at,
                Kind.VIEWER_IDENTIFIED,
                view,
                null,
                null,
                view.viewer().identity().email()));
    }

    /** Facts after the given number; {@code next} is the number to go on with, null at the end. */
    ObjectNode page(long after, int limit) {
        ObjectNode page = Json.object();
        ArrayNode items = page.putArray("items");
        int from = (int) Math.min(after, facts.size());
        int to = (int) Math.min((long) from + limit, facts.size());
        for (int i = from; i < to; i++) {
            items.add(facts.get(i).json(i + 1L));
        }
        return page.put("next", to < facts.size() && to > from ? (Long) (long) to : null);
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
