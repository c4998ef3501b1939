package dev.tidemark.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.authored.Video;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.row.Times;
import dev.tidemark.sandbox.sharing.Entrance;
import dev.tidemark.sandbox.sitting.Sitting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One sitting of one viewer with one video, as far as it got. */
final class View implements Row {
    /** Values the video collects; Mindstamp keeps them as strings. */
    record Variables(boolean fullscreen, @Nullable Integer score) {
        ObjectNode json() {
            ObjectNode json = Json.object();
            if (fullscreen) {
                json.put("fullscreen", "1");
            }
            if (score != null) {
                json.put("pScore", String.valueOf(score));
            }
            return json;
        }
    }

    private final String id;
    private final Entrance entrance;
    private final People.Person person;
    private final Instant createdAt;
    private final boolean fullscreen;
    private final List<Interaction> interactions = new ArrayList<>();
    private Viewer viewer;
    private Viewer.Identity identity;
    private Instant finished;
    private Instant updatedAt;
    private Sitting.Progress progress = Sitting.Progress.NONE;

    View(String id, Entrance entrance, Viewer viewer, Instant createdAt, boolean fullscreen) {
        this.id = id;
        this.entrance = entrance;
        this.viewer = viewer;
        this.person = viewer.person();
        this.identity = viewer.identity();
        this.createdAt = createdAt;
        this.finished = createdAt;
        this.updatedAt = createdAt;
        this.fullscreen = fullscreen;
    }

    /** A heartbeat of the player. */
    void heartbeat(Instant at, Sitting.Progress reached) {
        finished = at;
        updatedAt = at;
        progress = reached;
    }

    void engaged(Interaction interaction) {
        interactions.add(interaction);
        finished = interaction.createdAt();
        updatedAt = finished;
    }

    /** Whose it is has become known, or turned out to be another; it did not go on by that. */
    void toldBy(Instant at, Viewer other) {
        viewer = other;
        identity = other.identity();
        updatedAt = at;
    }

    void reopened(Instant at) {
        updatedAt = at;
    }

    int percentage() {
        return 100 * progress.watched() / video().duration();
    }

    Variables variables() {
        return new Variables(fullscreen, video().graded() ? (int) graded(true) : null);
    }

    Video video() {
        return entrance.video();
    }

    /** The way she came. */
    Entrance entrance() {
        return entrance;
    }

    /** Seconds of the video seen. */
    int watched() {
        return progress.watched();
    }

    Viewer viewer() {
        return viewer;
    }

    Viewer.Identity identity() {
        return identity;
    }

    Sitting.Progress progress() {
        return progress;
    }

    List<Interaction> interactions() {
        return interactions;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Instant createdAt() {
        return createdAt;
    }

    @Override
    public Instant updatedAt() {
        return updatedAt;
    }

    @Override
    public ObjectNode json() {
        Video video = entrance.video();
        ObjectNode row = Json.object()
                .put("id", id)
                .put("owner_id", video.ownerId())
                .put("video_id", video.id())
                .put("video_token", video.token())
                .put("video_title", video.title())
                .put("started", Times.odd(createdAt))
                .put("finished", Times.odd(finished))
                .put("elapsed", finished.getEpochSecond() - createdAt.getEpochSecond())
                .put("watched", progress.watched())
                .put("percentage", percentage())
                .put("last_point", progress.position())
                .put("furthest_point", progress.furthest())
                .put("viewer_id", viewer.id());
        identity.writeTo(row);
        row.put("interaction_count", interactions.size());
        writePlace(row);
        row.put("participation", participation()).put("correctness", correctness());
        row.put("plink_id", entrance.plinkId());
        for (String unset : List.of("tag1", "tag2", "tag3", "tag4", "tag5")) {
            row.putNull(unset);
        }
        row.put("group_id", entrance.groupId());
        row.put("video_owner_id", video.ownerId()).put("export_count", 0);
        row.set("variables", variables().json());
        return row.put("created_at", Times.iso(createdAt)).put("updated_at", Times.iso(updatedAt));
    }

    private void writePlace(ObjectNode row) {
        People.Place place = person.place();
        People.Device device = person.device();
        row.put("city", place.city()).put("region", place.region());
        row.put("country", place.country()).put("flag", place.flag());
        row.put("url", entrance.video().url()).put("browser", device.browser());
        row.put("screen_width", device.width()).put("screen_height", device.height());
    }

    /** Per cent of the questions answered; null without questions. */
    private @Nullable Integer participation() {
        long answered = interactions.stream()
                .filter(interaction -> interaction.item().question())
                .count();
        return video().questions() == 0 ? null : (int) (100 * answered / video().questions());
    }

    /** Per cent of the graded answers that are right; null before there is one. */
    private @Nullable Integer correctness() {
        long right = graded(true);
        long all = right + graded(false);
        return all == 0 ? null : (int) (100 * right / all);
    }

    private long graded(boolean right) {
        return interactions.stream()
                .filter(interaction ->
                        Boolean.valueOf(right).equals(interaction.item().right(interaction.value())))
                .count();
    }
}
