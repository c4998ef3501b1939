package dev.tidemark.mindstamp;

import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.pass.PassedAnswer;
import dev.tidemark.mindstamp.pass.PassedCall;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.mindstamp.row.Summary;
import dev.tidemark.mindstamp.row.User;
import dev.tidemark.mindstamp.row.Video;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.mindstamp.row.Viewer;

/**
 * One account's calls: each spends from the token's budget and answers with a value or a failure, never throws. Lists
 * take a limit of at most {@link #PAGE_SIZE} and an offset in rows; some ignore both and send everything.
 */
public final class MindstampClient {
    /** More rows than this are never sent in one page. */
    public static final int PAGE_SIZE = 100;

    private final String bearer;
    private final Calls calls;

    MindstampClient(String bearer, Calls calls) {
        this.bearer = bearer;
        this.calls = calls;
    }

    /** Whose budget it spends: the same for every account of one token at one host; not the token. */
    public String budgetKey() {
        return calls.budgetKey();
    }

    /** The same client, spending as calls of that class. */
    public MindstampClient as(CallClass callClass) {
        return new MindstampClient(bearer, calls.as(callClass));
    }

    /**
     * A documented call as it stands. Every status that Mindstamp answers is a value here; failures are a spent budget,
     * no answer in time, and no whole answer. The token never comes back.
     */
    public Reply<PassedAnswer> pass(PassedCall call) {
        return calls.pass(new PassOn(call, bearer));
    }

    public GroupCalls groups() {
        return new GroupCalls(bearer, calls);
    }

    public SeriesCalls series() {
        return new SeriesCalls(bearer, calls);
    }

    public PlinkCalls plinks() {
        return new PlinkCalls(bearer, calls);
    }

    public AccessListCalls accessLists() {
        return new AccessListCalls(bearer, calls);
    }

    public Reply<Page<View>> views(int limit, int offset) {
        return calls.list(api -> api.views(bearer, limit, offset), View::new);
    }

    public Reply<View> view(String id) {
        return calls.one(id, api -> api.view(bearer, id), View::new);
    }

    public Reply<Page<Interaction>> interactionsOfView(String viewId, int limit, int offset) {
        return calls.listOf(viewId, api -> api.interactionsOfView(bearer, viewId, limit, offset), Interaction::new);
    }

    /** All views in numbers. Its shape is a guess, so that its failures, also below, hold no other call up. */
    public Reply<Summary> summary() {
        return calls.readAside(api -> api.summary(bearer), Summary::parse);
    }

    /** The current calendar month. */
    public Reply<Summary> summaryOfMonth() {
        return calls.readAside(api -> api.summaryOfMonth(bearer), Summary::parse);
    }

    /** The past seven days. */
    public Reply<Summary> summaryOfWeek() {
        return calls.readAside(api -> api.summaryOfWeek(bearer), Summary::parse);
    }

    public Reply<Page<Interaction>> interactions(int limit, int offset) {
        return calls.list(api -> api.interactions(bearer, limit, offset), Interaction::new);
    }

    public Reply<Interaction> interaction(String id) {
        return calls.one(id, api -> api.interaction(bearer, id), Interaction::new);
    }

    /** The responses to an interaction; their shape is taken to be that of interactions. */
    public Reply<Page<Interaction>> responses(String interactionId, int limit, int offset) {
        return calls.listOf(
                interactionId, api -> api.responses(bearer, interactionId, limit, offset), Interaction::new);
    }

    public Reply<Page<Video>> videos(int limit, int offset) {
        return calls.wholeList(api -> api.videos(bearer, limit, offset), Video::new);
    }

    /** @param token as in the documented example; whether the id works too is not known, also below */
    public Reply<Video> video(String token) {
        return calls.one(token, api -> api.video(bearer, token), Video::new);
    }

    public Reply<Page<View>> viewsOfVideo(String token, int limit, int offset) {
        return calls.listOf(token, api -> api.viewsOfVideo(bearer, token, limit, offset), View::new);
    }

    public Reply<Page<Interaction>> interactionsOfVideo(String token, int limit, int offset) {
        return calls.listOf(token, api -> api.interactionsOfVideo(bearer, token, limit, offset), Interaction::new);
    }

    public Reply<Page<Viewer>> viewers(int limit, int offset) {
        return calls.wholeList(api -> api.viewers(bearer, limit, offset), Viewer::new);
    }

    public Reply<Viewer> viewer(String id) {
        return calls.one(id, api -> api.viewer(bearer, id), Viewer::new);
    }

    public Reply<Page<View>> viewsOfViewer(String id, int limit, int offset) {
        return calls.listOf(id, api -> api.viewsOfViewer(bearer, id, limit, offset), View::new);
    }

    public Reply<Page<Interaction>> interactionsOfViewer(String id, int limit, int offset) {
        return calls.listOf(id, api -> api.interactionsOfViewer(bearer, id, limit, offset), Interaction::new);
    }

    /** The user of the token: the cheapest question whether it is good. */
    public Reply<User> me() {
        return calls.read(api -> api.me(bearer), User::parse);
    }
}
