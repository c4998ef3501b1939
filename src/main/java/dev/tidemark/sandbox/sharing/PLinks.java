package dev.tidemark.sandbox.sharing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.authored.Video;
import dev.tidemark.sandbox.row.Seed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All P-Links of the account. */
public final class PLinks {
    private final Seed seed;
    private final Witness witness;
    private final Map<String, PLink> byId = new LinkedHashMap<>();

    PLinks(Seed seed, Witness witness) {
        this.seed = seed;
        this.witness = witness;
    }

    /** In the order of creation. */
    public List<PLink> rows() {
        return List.copyOf(byId.values());
    }

    public Optional<PLink> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    PLink create(Video video, @Nullable String name, Instant at) {
        PLink link = new PLink(seed.uuid("plink", byId.size()), video, name, at);
        byId.put(link.id(), link);
        ObjectNode detail = Json.object().put("name", name).put("video_id", video.id());
        witness.fact(at, "plink-created", subject(link), detail.put("video_token", video.token()));
        return link;
    }

    void change(PLink link, PLink.Status status, Instant at) {
        if (link.change(status, at)) {
            ObjectNode detail = Json.object().put("status", status.text());
            witness.fact(at, "plink-status-changed", subject(link), detail);
        }
    }

    List<PLink> active() {
        return byId.values().stream().filter(PLink::active).toList();
    }

    private static String subject(PLink link) {
        return "plink/" + link.id();
    }
}
