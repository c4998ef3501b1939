package dev.tidemark.mindstamp;

import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Group;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.mindstamp.row.Video;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.platform.Json;

/**
 * The calls about groups. The bodies of writing calls are not public: what is sent here is invented (contract §7).
 * A write that timed out or broke off may have been done.
 */
public final class GroupCalls {
    private final String bearer;
    private final Calls calls;

    GroupCalls(String bearer, Calls calls) {
        this.bearer = bearer;
        this.calls = calls;
    }

    public Reply<Page<Group>> page(int limit, int offset) {
        return calls.list(api -> api.groups(bearer, limit, offset), Group::new);
    }

    public Reply<Group> one(String id) {
        return calls.one(id, api -> api.group(bearer, id), Group::new);
    }

    public Reply<Page<Video>> videos(String id, int limit, int offset) {
        return calls.listOf(id, api -> api.videosOfGroup(bearer, id, limit, offset), Video::new);
    }

    public Reply<Page<View>> views(String id, int limit, int offset) {
        return calls.listOf(id, api -> api.viewsOfGroup(bearer, id, limit, offset), View::new);
    }

    public Reply<Page<Interaction>> interactions(String id, int limit, int offset) {
        return calls.listOf(id, api -> api.interactionsOfGroup(bearer, id, limit, offset), Interaction::new);
    }

    public Reply<Written> create(String name) {
        byte[] body = Json.write(Json.object().put("name", name));
        return calls.write(api -> api.createGroup(bearer, body));
    }

    public Reply<Written> addVideo(String id, Video.Reference video) {
        byte[] body = Json.write(Json.object().put(video.field(), video.value()));
        return calls.writeTo(id, api -> api.addVideoToGroup(bearer, id, body));
    }
}
