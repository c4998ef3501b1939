package dev.tidemark.mainjob.truth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at everything there is, now and then, and tells what it sees; as simple as somebody who needs no budget. */
final class Onlooker {
    private static final Set<String> PROGRESS =
            Set.of("percentage", "elapsed", "watched", "last_point", "furthest_point", "finished", "interaction_count");

    private static final class Seen {
        private ObjectNode row;
        private Instant changedAt;
        private int reached = -1;
        private boolean ended;

        Seen(ObjectNode row, Instant changedAt) {
            this.row = row;
            this.changedAt = changedAt;
        }
    }

    private final Duration quietAfter;
    private final Map<String, Seen> views = new LinkedHashMap<>();
    private final Map<String, ObjectNode> others = new HashMap<>();
    private final Set<String> once = new HashSet<>();
    private final List<String> told = new ArrayList<>();

    Onlooker(Duration quietAfter) {
        this.quietAfter = quietAfter;
    }

    List<String> told() {
        return told;
    }

    /** @param stale what is not there may only not be there yet */
    void look(World world, Instant now, boolean stale) {
        world.views().forEach(row -> view(row.json(), now));
        world.interactions().forEach(row -> interaction(row.json()));
        world.viewers().forEach(row -> viewer(row.json()));
        if (!stale) {
            gone(world.views(), views.keySet(), "views/", "ViewDeleted");
            gone(world.interactions(), ids("interactions/"), "interactions/", "InteractionDeleted");
            gone(world.viewers(), ids("viewers/"), "viewers/", "ViewerDeleted");
        }
    }

    private void view(ObjectNode row, Instant now) {
        String subject = "views/" + row.path("id").asText();
        if (once.contains(subject + " ViewDeleted")) {
            return;
        }
        Seen seen = views.get(row.path("id").asText());
        if (seen == null) {
            seen = new Seen(row, now);
            views.put(row.path("id").asText(), seen);
            told.add(subject + " ViewStarted");
        } else {
            Set<String> changed = changed(seen.row, row);
            if (changed.isEmpty()) {
                if (!seen.ended && !now.isBefore(seen.changedAt.plus(quietAfter))) {
                    end(subject, seen);
                }
                return;
            }
            if (row.path("updated_at")
                            .asText()
                            .compareTo(seen.row.path("updated_at").asText())
                    < 0) {
                return;
            }
            change(subject, seen, changed);
            seen.row = row;
            seen.changedAt = now;
        }
        reach(subject, seen, row.path("percentage").asInt());
        identified(row, row.path("viewer_id").asText(), "viewer_email", "viewer_custom_id");
        if (row.path("plink_id").isTextual()) {
            once("plink/" + row.path("plink_id").asText() + " PlinkFirstViewed");
        }
    }

    private void change(String subject, Seen seen, Set<String> changed) {
        if (seen.ended && changed.stream().anyMatch(PROGRESS::contains)) {
            told.add(subject + " ViewReopened");
            seen.ended = false;
        }
        if (!PROGRESS.containsAll(changed)) {
            told.add(subject + " ViewUpdated");
        }
    }

    private void reach(String subject, Seen seen, int percentage) {
        for (int milestone : new int[] {25, 50, 75, 90}) {
            if (seen.reached < milestone && milestone <= percentage) {
                told.add(subject + (milestone == 90 ? " ViewCompleted " : " ViewProgressed ") + milestone);
            }
        }
        seen.reached = Math.max(seen.reached, percentage);
    }

    private void end(String subject, Seen seen) {
        told.add(subject + " ViewEnded " + (seen.reached >= 90));
        if (!seen.row.path("correctness").isNull()) {
            told.add(subject + " QuizScored");
        }
        seen.ended = true;
    }

    private void interaction(ObjectNode row) {
        String subject = "interactions/" + row.path("id").asText();
        if (others.putIfAbsent(subject, row) == null) {
            boolean response = row.path("parent_type").asText().equals("question")
                    || row.path("type_of").asText().equals("reply");
            told.add(subject + (response ? " ResponseSubmitted" : " InteractionClicked"));
            identified(row, row.path("viewer_id").asText(), "viewer_email", "viewer_custom_id");
        }
    }

    private void viewer(ObjectNode row) {
        String id = row.path("id").asText();
        ObjectNode before = others.putIfAbsent("viewers/" + id, row);
        if (before == null) {
            told.add("viewers/" + id + " ViewerCreated");
        } else if (!changed(before, row).isEmpty()
                && row.path("updated_at")
                                .asText()
                                .compareTo(before.path("updated_at").asText())
                        > 0) {
            told.add("viewers/" + id + " ViewerUpdated");
            others.put("viewers/" + id, row);
        }
        identified(row, id, "email", "custom_id");
    }

    private void identified(ObjectNode row, String viewer, String email, String customId) {
        if (row.path(email).isTextual()) {
            once("viewers/" + viewer + " ViewerIdentified email "
                    + row.path(email).asText());
        }
        if (row.path(customId).isTextual()) {
            once("viewers/" + viewer + " ViewerIdentified custom_id "
                    + row.path(customId).asText());
        }
    }

    private void gone(List<? extends Row> rows, Set<String> known, String kind, String type) {
        Set<String> gone = new HashSet<>(known);
        rows.forEach(row -> gone.remove(row.id()));
        gone.forEach(id -> once(kind + id + " " + type));
    }

    private Set<String> ids(String kind) {
        Set<String> ids = new HashSet<>();
        others.keySet().stream()
                .filter(subject -> subject.startsWith(kind))
                .forEach(subject -> ids.add(subject.substring(kind.length())));
        return ids;
    }

    private void once(String line) {
        if (once.add(line)) {
            told.add(line);
        }
    }

    private static Set<String> changed(ObjectNode before, ObjectNode after) {
        Set<String> names = new HashSet<>();
        after.properties().forEach(field -> {
            if (!field.getValue().equals(before.get(field.getKey()))
                    && !field.getKey().equals("updated_at")) {
                names.add(field.getKey());
            }
        });
        return names;
    }
}
