package dev.tidemark.mindstamp;

import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.AccessList;
import dev.tidemark.platform.Json;

/**
 * The calls about access lists. The bodies of writing calls are not public: what is sent here is invented (contract
 * §7). A write that timed out or broke off may have been done.
 */
public final class AccessListCalls {
    private final MindstampApi api;
    private final String bearer;
    private final Calls calls;

    AccessListCalls(MindstampApi api, String bearer, Calls calls) {
        this.api = api;
        this.bearer = bearer;
        this.calls = calls;
    }

    public Reply<Page<AccessList>> page(int limit, int offset) {
        return calls.list(() -> api.accessLists(bearer, limit, offset), AccessList::new);
    }

    public Reply<AccessList> one(String id) {
        return calls.one(id, () -> api.accessList(bearer, id), AccessList::new);
    }

    public Reply<Written> create(String name) {
        byte[] body = Json.write(Json.object().put("name", name));
        return calls.write(() -> api.createAccessList(bearer, body));
    }

    public Reply<Written> add(String id, String email) {
        byte[] body = entry(email);
        return calls.writeTo(id, () -> api.addToAccessList(bearer, id, body));
    }

    /** Takes an entry off the list; whether {@code :id} is the list or the entry is not public. */
    public Reply<Written> delete(String id, String email) {
        byte[] body = entry(email);
        return calls.writeTo(id, () -> api.deleteFromAccessList(bearer, id, body));
    }

    private static byte[] entry(String email) {
        return Json.write(Json.object().put("email", email));
    }
}
