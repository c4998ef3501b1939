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
import java.util.function.Predicate;

/** All groups of the account, or all its series. */
public final class Bundles {
    /** What the two kinds are called, in the path and in the facts. */
    enum Kind {
        GROUP("groups", "group"),
        SERIES("series", "series");

        private final String path;
        private final String word;

        Kind(String path, String word) {
            this.path = path;
            this.word = word;
        }
    }

    private final Kind kind;
    private final Seed seed;
    private final Witness witness;
    private final Map<String, Bundle> byId = new LinkedHashMap<>();

    Bundles(Kind kind, Seed seed, Witness witness) {
        this.kind = kind;
        this.seed = seed;
        this.witness = witness;
    }

    /** In the order of creation. */
    public List<Bundle> rows() {
        return List.copyOf(byId.values());
    }

    public Optional<Bundle> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Bundle create(String name, Instant at) {
        String id = seed.uuid(kind.word, byId.size());
        Bundle bundle = new Bundle(id, name, at, kind == Kind.SERIES);
        byId.put(id, bundle);
        witness.fact(at, kind.word + "-created", subject(bundle), Json.object().put("name", name));
        return bundle;
    }

    /** Joining twice is joining once. */
    void add(Bundle bundle, Video video, Instant at) {
        if (bundle.add(video, at)) {
            ObjectNode detail = Json.object().put("video_id", video.id()).put("video_token", video.token());
            witness.fact(at, kind.word + "-video-added", subject(bundle), detail);
            if (kind == Kind.SERIES) {
                witness.joinedSeries(bundle.id(), video);
            }
        }
    }

    /** A second invitation to one address is none. */
    void invite(Bundle bundle, Bundle.Invitation invitation, Instant at) {
        if (bundle.invite(invitation, at)) {
            ObjectNode detail = Json.object().put("email", invitation.email()).put("name", invitation.name());
            witness.fact(at, kind.word + "-invited", subject(bundle), detail);
        }
    }

    List<Bundle> having(Predicate<Bundle> wanted) {
        return byId.values().stream().filter(wanted).toList();
    }

    private String subject(Bundle bundle) {
        return kind.path + "/" + bundle.id();
    }
}
