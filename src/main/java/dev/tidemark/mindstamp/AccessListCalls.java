package dev.tidemark.mindstamp;

import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.AccessList;
import dev.tidemark.platform.Json;

/**
 * The calls about access lists. The bodies of writing calls are not public: what is sent here is invented (contract
 * §7). A write that timed out or broke off may have been done.
 */
public final class AccessListCalls {
    private final String bearer;
    private final Calls calls;

    AccessListCalls(String bearer, Calls calls) {
        this.bearer = bearer;
        this.calls = calls;
    }

    public Reply<Page<AccessList>> page(int limit, int offset) {
        return calls.list(api -> api.accessLists(bearer, limit, offset), AccessList::new);
    }

    public Reply<AccessList> one(String id) {
        return calls.one(id, api -> api.accessList(bearer, id), AccessList::new);
    }

    public Reply<Written> create(String name) {
        byte[] body = Json.write(Json.object().put("name", name));
        return calls.write(api -> api.createAccessList(bearer, body));
    }

    public Reply<Written> add(String id, String email) {
        byte[] body = entry(email);
        return calls.writeTo(id, api -> api.addToAccessList(bearer, id, body));
    }

    /** Takes an entry off the list; whether {@code :id} is the list or the entry is not public. */
    public Reply<Written> delete(String id, String email) {
        byte[] body = entry(email);
        return calls.writeTo(id, api -> api.deleteFromAccessList(bearer, id, body));
    }

    private static byte[] entry(String email) {
        return Json.write(Json.object().put("email", email));
    }
}
