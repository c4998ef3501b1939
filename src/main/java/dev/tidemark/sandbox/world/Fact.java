package dev.tidemark.sandbox.world;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.row.Times;
import dev.tidemark.sandbox.sharing.Entrance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a view, an interaction or a viewer.
 *
 * @param subject {@code views/<id>}, {@code interactions/<id>} or {@code viewers/<id>}
 * @param viewer whose view it was then
 */
record Fact(Instant at, Ledger.Kind kind, String subject, View view, String viewer, Detail detail)
        implements Ledger.Entry {
    Fact(Instant at, Ledger.Kind kind, String subject, View view, Detail detail) {
        this(at, kind, subject, view, view.viewer().id(), detail);
    }

    @Override
    public String fact() {
        return kind.text();
    }

    @Override
    public ObjectNode json(long seq) {
        ObjectNode json = Json.object()
                .put("seq", seq)
                .put("at", Times.iso(at))
                .put("fact", kind.text())
                .put("view", view.id())
                .put("viewer", viewer);
        for (String unset : List.of("interaction", "percentage", "parent_type", "type_of", "value")) {
            json.putNull(unset);
        }
        detail.writeTo(json);
        return json.put("subject", subject);
    }

    /** What a fact tells beyond whose it is. */
    sealed interface Detail {
        void writeTo(ObjectNode json);
    }

    record None() implements Detail {
        @Override
        public void writeTo(ObjectNode json) {}
    }

    /** A view that begins, at nothing, and the way to it. */
    record Opened(Entrance entrance) implements Detail {
        @Override
        public void writeTo(ObjectNode json) {
            json.put("percentage", 0)
                    .put("video", entrance.video().id())
                    .put("plink", entrance.plinkId())
                    .put("group", entrance.groupId());
        }
    }

    /** @param fields those of the row that are not as they were */
    record Changed(int percentage, List<String> fields) implements Detail {
        @Override
        public void writeTo(ObjectNode json) {
            ArrayNode names = json.put("percentage", percentage).putArray("changed");
            fields.forEach(names::add);
        }
    }

    record Done(Interaction interaction) implements Detail {
        @Override
        public void writeTo(ObjectNode json) {
            json.put("interaction", interaction.id())
                    .put("parent_type", interaction.item().kind())
                    .put("type_of", interaction.typeOf())
                    .put("value", interaction.value());
        }
    }

    /** By what a viewer is known, or who she turned out to be. */
    record Known(@Nullable String value, @Nullable String customId) implements Detail {
        @Override
        public void writeTo(ObjectNode json) {
            json.put("value", value).put("custom_id", customId);
        }
    }
}
