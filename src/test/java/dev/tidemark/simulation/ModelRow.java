package dev.tidemark.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A row of the model and how it was at any time. */
final class ModelRow {
    /** The row as it was from an instant on, and how the source dates that. */
    record Version(Instant at, Instant updatedAt, int percentage, int interactions, String email) {}

    final String id;
    final String viewId;
    /** As the source dates it, whether it sends that or not. */
    final Instant createdAt;

    final Instant visibleAt;
    final RowDates dates;
    /** Breaks ties of the list's sort; not the id. */
    final int tie;

    private final List<Version> versions = new ArrayList<>();
    private Instant deletedAt = Instant.MAX;
    private int cachedVersion = -1;
    private ObjectNode cached = Json.object();

    /** @param viewId of the view an interaction belongs to; empty for a view */
    ModelRow(String id, String viewId, Instant created, Instant visibleAt, RowDates dates, int tie) {
        this.id = id;
        this.viewId = viewId;
        this.createdAt = dates.created(created);
        this.visibleAt = visibleAt;
        this.dates = dates;
        this.tie = tie;
        versions.add(new Version(created, dates.updated(created, false), 0, 0, ""));
    }

    boolean isView() {
        return viewId.isEmpty();
    }

    boolean isThere(Instant at) {
        return !visibleAt.isAfter(at) && deletedAt.isAfter(at);
    }

    void change(Instant at, Instant updatedAt, int percentage, int interactions, String email) {
        versions.add(new Version(at, updatedAt, percentage, interactions, email));
    }

    void delete(Instant at) {
        deletedAt = at;
    }

    boolean isDeleted() {
        return !deletedAt.equals(Instant.MAX);
    }

    Instant deletedAt() {
        return deletedAt;
    }

    /** How long nothing had changed before the last sitting began; zero where there was one only. */
    Duration pause() {
        Duration longest = Duration.ZERO;
        for (int i = 1; i < versions.size(); i++) {
            Duration between = Duration.between(versions.get(i - 1).at, versions.get(i).at);
            longest = between.compareTo(longest) > 0 ? between : longest;
        }
        return longest;
    }

    Version last() {
        return versions.getLast();
    }

    Version at(Instant at) {
        int i = versions.size() - 1;
        while (i > 0 && versions.get(i).at.isAfter(at)) {
            i--;
        }
        return versions.get(i);
    }

    /** A later form has an earlier date than one whose date is not in the future, by the source's clock. */
    boolean isDatedBack(Instant sourceNow) {
        Instant latest = Instant.MIN;
        for (Version version : versions) {
            if (version.updatedAt.isBefore(latest)) {
                return true;
            }
            boolean isFuture = version.updatedAt.isAfter(sourceNow.plusSeconds(1));
            latest = isFuture || version.updatedAt.isBefore(latest) ? latest : version.updatedAt;
        }
        return false;
    }

    boolean isUndated() {
        return dates.created() != RowDates.Form.SENT;
    }

    ObjectNode json(Instant at) {
        Version version = at(at);
        int index = versions.lastIndexOf(version);
        if (index == cachedVersion) {
            return cached;
        }
        ObjectNode row = Json.object().put("id", id);
        if (isView()) {
            row.put("percentage", version.percentage)
                    .put("elapsed", version.percentage * 3)
                    .put("interaction_count", version.interactions);
        } else {
            row.put("view_id", viewId)
                    .put("type_of", "click")
                    .put("parent_type", "question")
                    .put("value", "A");
        }
        row.put("video_id", "video")
                .put("video_token", "tokentokenab")
                .put("viewer_id", "viewer-" + (isView() ? id : viewId));
        row.put("viewer_email", version.email.isEmpty() ? null : version.email);
        dates.write(row, createdAt, version.updatedAt);
        cached = row;
        cachedVersion = index;
        return row;
    }
}
