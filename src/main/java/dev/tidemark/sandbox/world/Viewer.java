package dev.tidemark.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.row.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person in front of a browser, and what the account knows of her. */
final class Viewer implements Row {
    /** What is known of a person; all four may be missing. */
    record Identity(
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String customId) {
        static final Identity UNKNOWN = new Identity(null, null, null, null);

        void writeTo(ObjectNode row) {
            row.put("viewer_name", name).put("viewer_email", email);
            row.put("viewer_phone", phone).put("viewer_custom_id", customId);
        }
    }

    private final String id;
    private final String ownerId;
    private final Instant createdAt;
    private final People.Person person;
    private final List<View> views = new ArrayList<>();
    private Identity identity;
    private Instant updatedAt;

    Viewer(String id, String ownerId, Instant createdAt, People.Person person) {
        this.id = id;
        this.ownerId = ownerId;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.person = person;
        this.identity = person.knownFromLink() ? person.identity() : Identity.UNKNOWN;
    }

    void identify(Instant at) {
        identity = person.identity();
        updatedAt = at;
    }

    boolean anonymous() {
        return identity.email() == null;
    }

    Identity identity() {
        return identity;
    }

    People.Person person() {
        return person;
    }

    List<View> views() {
        return views;
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
        return Json.object()
                .put("id", id)
                .put("name", identity.name())
                .put("email", identity.email())
                .put("phone", identity.phone())
                .put("owner_id", ownerId)
                .putNull("user_id")
                .put("custom_id", identity.customId())
                .put("created_at", Times.iso(createdAt))
                .put("updated_at", Times.iso(updatedAt));
    }
}
