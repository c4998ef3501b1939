package dev.tidemark.mindstamp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.pass.PassedAnswer;
import dev.tidemark.mindstamp.pass.PassedCall;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.mindstamp.row.Page;
import dev.tidemark.mindstamp.row.RowParser;
import dev.tidemark.mindstamp.row.Video;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.mindstamp.row.Viewer;
import dev.tidemark.platform.Json;

/** One account's calls: each spends from the token's budget and answers with a value or a failure, never throws. */
public final class MindstampClient {
    /** More rows than this are never sent in one page. */
    public static final int PAGE_SIZE = 100;

    private final MindstampApi api;
    private final PassOn passOn;
    private final String bearer;
    private final Calls calls;

    MindstampClient(MindstampApi api, PassOn passOn, String bearer, Calls calls) {
        this.api = api;
        this.passOn = passOn;
        this.bearer = bearer;
        this.calls = calls;
    }

    /** The same client, spending as calls of that class. */
    public MindstampClient as(CallClass callClass) {
        return new MindstampClient(api, passOn, bearer, calls.as(callClass));
    }

    /**
     * A documented call as it stands. Every status that Mindstamp answers is a value here; failures are a spent budget,
     * no answer in time, and no whole answer. The token never comes back.
     */
    public Reply<PassedAnswer> pass(PassedCall call) {
        return calls.pass(() -> passOn.make(call, bearer));
    }

    public Reply<Page<View>> views(int limit, int offset) {
        return calls.read(() -> api.views(bearer, limit, offset), new RowParser<>(View::new)::page);
    }

    public Reply<View> view(String id) {
        return calls.read(() -> api.view(bearer, id), new RowParser<>(View::new)::single);
    }

    public Reply<Page<Interaction>> interactionsOfView(String viewId, int limit, int offset) {
        return calls.read(
                () -> api.interactionsOfView(bearer, viewId, limit, offset), new RowParser<>(Interaction::new)::page);
    }

    public Reply<Page<Interaction>> interactions(int limit, int offset) {
        return calls.read(() -> api.interactions(bearer, limit, offset), new RowParser<>(Interaction::new)::page);
    }

    public Reply<Page<Viewer>> viewers(int limit, int offset) {
        return calls.read(() -> api.viewers(bearer, limit, offset), new RowParser<>(Viewer::new)::page);
    }

    public Reply<Page<Video>> videos(int limit, int offset) {
        return calls.read(() -> api.videos(bearer, limit, offset), new RowParser<>(Video::new)::page);
    }

    /** The cheapest question whether the token is good: the fields of its user. */
    public Reply<ObjectNode> me() {
        return calls.read(() -> api.me(bearer), Json::readObject);
    }
}
