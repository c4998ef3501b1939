package dev.tidemark.sandbox.sharing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.row.Times;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;

/** Addresses that may watch. Invented, but for its having entries. */
public final class AccessList implements Row {
    private record Entry(String email, Instant createdAt) {}

    private final String id;
    private final String name;
    private final Instant createdAt;
    private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    private Instant updatedAt;

    AccessList(String id, String name, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    /** False when it is in already, in whatever letters. */
    boolean add(String email, Instant at) {
        boolean news = entries.putIfAbsent(key(email), new Entry(email, at)) == null;
        updatedAt = news ? at : updatedAt;
        return news;
    }

    /** False when it was not in. */
    boolean remove(String email, Instant at) {
        boolean gone = entries.remove(key(email)) != null;
        updatedAt = gone ? at : updatedAt;
        return gone;
    }

    private static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
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
        ObjectNode row = Json.object().put("id", id).put("name", name);
        ArrayNode shown = row.putArray("entries");
        entries.sequencedValues()
                .forEach(entry ->
                        shown.addObject().put("email", entry.email()).put("created_at", Times.iso(entry.createdAt())));
        return row.put("created_at", Times.iso(createdAt)).put("updated_at", Times.iso(updatedAt));
    }
}
