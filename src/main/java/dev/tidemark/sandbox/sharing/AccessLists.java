package dev.tidemark.sandbox.sharing;

import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.row.Seed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All access lists of the account. */
public final class AccessLists {
    private final Seed seed;
    private final Witness witness;
    private final Map<String, AccessList> byId = new LinkedHashMap<>();

    AccessLists(Seed seed, Witness witness) {
        this.seed = seed;
        this.witness = witness;
    }

    /** In the order of creation. */
    public List<AccessList> rows() {
        return List.copyOf(byId.values());
    }

    public Optional<AccessList> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    AccessList create(String name, Instant at) {
        AccessList list = new AccessList(seed.uuid("access-list", byId.size()), name, at);
        byId.put(list.id(), list);
        witness.fact(at, "access-list-created", subject(list), Json.object().put("name", name));
        return list;
    }

    void add(AccessList list, String email, Instant at) {
        if (list.add(email, at)) {
            witness.fact(
                    at, "access-list-entry-added", subject(list), Json.object().put("email", email));
        }
    }

    /** False when the address was not in. */
    boolean remove(AccessList list, String email, Instant at) {
        boolean gone = list.remove(email, at);
        if (gone) {
            witness.fact(
                    at,
                    "access-list-entry-removed",
                    subject(list),
                    Json.object().put("email", email));
        }
        return gone;
    }

    private static String subject(AccessList list) {
        return "accessLists/" + list.id();
    }
}
