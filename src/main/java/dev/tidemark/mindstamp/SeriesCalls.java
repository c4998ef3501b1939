package dev.tidemark.mindstamp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.mindstamp.row.Series;
import dev.tidemark.mindstamp.row.Video;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.platform.Json;
import java.util.Optional;

/**
 * The calls about series. The bodies of writing calls are not public: what is sent here is invented (contract §7).
 * A write that timed out or broke off may have been done.
 */
public final class SeriesCalls {
    private final String bearer;
    private final Calls calls;

    SeriesCalls(String bearer, Calls calls) {
        this.bearer = bearer;
        this.calls = calls;
    }

    public Reply<Page<Series>> page(int limit, int offset) {
        return calls.list(api -> api.allSeries(bearer, limit, offset), Series::new);
    }

    public Reply<Series> one(String id) {
        return calls.one(id, api -> api.series(bearer, id), Series::new);
    }

    public Reply<Page<Video>> videos(String id, int limit, int offset) {
        return calls.listOf(id, api -> api.videosOfSeries(bearer, id, limit, offset), Video::new);
    }

    public Reply<Page<View>> views(String id, int limit, int offset) {
        return calls.listOf(id, api -> api.viewsOfSeries(bearer, id, limit, offset), View::new);
    }

    public Reply<Page<Interaction>> interactions(String id, int limit, int offset) {
        return calls.listOf(id, api -> api.interactionsOfSeries(bearer, id, limit, offset), Interaction::new);
    }

    public Reply<Written> create(String name) {
        byte[] body = Json.write(Json.object().put("name", name));
        return calls.write(api -> api.createSeries(bearer, body));
    }

    public Reply<Written> addVideo(String id, Video.Reference video) {
        byte[] body = Json.write(Json.object().put(video.field(), video.value()));
        return calls.writeTo(id, api -> api.addVideoToSeries(bearer, id, body));
    }

    /** The documentation prints this path for inviting to a group, too. */
    public Reply<Written> invite(String id, String email, Optional<String> name) {
        ObjectNode invitation = Json.object().put("email", email);
        name.ifPresent(known -> invitation.put("name", known));
        byte[] body = Json.write(invitation);
        return calls.writeTo(id, api -> api.inviteToSeries(bearer, id, body));
    }
}
