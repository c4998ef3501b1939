package dev.tidemark.mindstamp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Plink;
import dev.tidemark.mindstamp.row.Video;
import dev.tidemark.platform.Json;
import java.util.Optional;

/**
 * The calls about P-Links. The bodies of writing calls are not public: what is sent here is invented (contract §7).
 * A write that timed out or broke off may have been done.
 */
public final class PlinkCalls {
    private final String bearer;
    private final Calls calls;

    PlinkCalls(String bearer, Calls calls) {
        this.bearer = bearer;
        this.calls = calls;
    }

    public Reply<Page<Plink>> page(int limit, int offset) {
        return calls.list(api -> api.plinks(bearer, limit, offset), Plink::new);
    }

    public Reply<Plink> one(String id) {
        return calls.one(id, api -> api.plink(bearer, id), Plink::new);
    }

    public Reply<Written> create(Video.Reference video, Optional<String> name) {
        ObjectNode plink = Json.object().put(video.field(), video.value());
        name.ifPresent(given -> plink.put("name", given));
        byte[] body = Json.write(plink);
        return calls.write(api -> api.createPlink(bearer, body));
    }

    /** @param status {@code active} or {@code inactive} is the guess */
    public Reply<Written> setStatus(String id, String status) {
        byte[] body = Json.write(Json.object().put("status", status));
        return calls.writeTo(id, api -> api.updatePlink(bearer, id, body));
    }
}
