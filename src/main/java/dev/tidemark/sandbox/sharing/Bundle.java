package dev.tidemark.sandbox.sharing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.authored.Video;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.row.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Videos under one name: a group or a series. Invented: only the verbs are publicly known (mindstamp-api.md §1.4). */
public final class Bundle implements Row {
    /** Somebody invited by e-mail. */
    public record Invitation(String email, @Nullable String name) {}

    private final String id;
    private final String name;
    private final Instant createdAt;
    private final List<Video> videos = new ArrayList<>();
    private final Set<String> invited = new HashSet<>();
    private final List<Invitation> invitations = new ArrayList<>();
    private final boolean takesInvitations;
    private Instant updatedAt;

    Bundle(String id, String name, Instant createdAt, boolean takesInvitations) {
        this.id = id;
        this.name = name;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.takesInvitations = takesInvitations;
    }

    /** False when it is in already. */
    boolean add(Video video, Instant at) {
        if (videos.contains(video)) {
            return false;
        }
        videos.add(video);
        updatedAt = at;
        return true;
    }

    /** False when the address is invited already. */
    boolean invite(Invitation invitation, Instant at) {
        if (!invited.add(invitation.email().toLowerCase(Locale.ROOT))) {
            return false;
        }
        invitations.add(invitation);
        updatedAt = at;
        return true;
    }

    /** In the order of joining. */
    public List<Video> videos() {
        return Collections.unmodifiableList(videos);
    }

    /** In the order of sending. */
    public List<Invitation> invitations() {
        return Collections.unmodifiableList(invitations);
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
        ObjectNode row = Json.object().put("id", id).put("name", name).put("videos", videos.size());
        if (takesInvitations) {
            row.put("invited", invitations.size());
        }
        return row.put("created_at", Times.iso(createdAt)).put("updated_at", Times.iso(updatedAt));
    }

    /** It with the ids of its videos, which no call of the real service tells with it. */
    public Row whole() {
        return new Whole(this);
    }

    private record Whole(Bundle bundle) implements Row {
        @Override
        public String id() {
            return bundle.id;
        }

        @Override
        public Instant createdAt() {
            return bundle.createdAt;
        }

        @Override
        public Instant updatedAt() {
            return bundle.updatedAt;
        }

        @Override
        public ObjectNode json() {
            ObjectNode row = bundle.json();
            ArrayNode ids = row.putArray("video_ids");
            bundle.videos.forEach(video -> ids.add(video.id()));
            return row;
        }
    }
}
