package dev.tidemark.poll.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.MindstampClient;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.AccessList;
import dev.tidemark.mindstamp.row.Member;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.mindstamp.row.Summary;
import dev.tidemark.mindstamp.row.Video;
import dev.tidemark.platform.Json;
import java.util.List;
import java.util.Optional;

/** An account's rows, asked for with its client. */
public record ClientSource(MindstampClient client) implements Source {
    @Override
    public <R extends Row> Reply<Page<R>> list(StreamKind<R> kind, CallClass callClass, int limit, int offset) {
        MindstampClient as = client.as(callClass);
        return pages(
                switch (kind.stream()) {
                    case VIEWS -> as.views(limit, offset);
                    case INTERACTIONS -> as.interactions(limit, offset);
                    case VIEWERS -> as.viewers(limit, offset);
                    case VIDEOS -> as.videos(limit, offset);
                    case GROUPS -> as.groups().page(limit, offset);
                    case SERIES -> as.series().page(limit, offset);
                    case PLINKS -> as.plinks().page(limit, offset);
                    case ACCESS_LISTS -> as.accessLists().page(limit, offset);
                    case GROUP_VIDEOS, SERIES_VIDEOS, ACCESS_LIST_ENTRIES -> throw noList(kind.stream());
                });
    }

    @Override
    public <R extends Row> Reply<R> one(StreamKind<R> kind, CallClass callClass, String id) {
        MindstampClient as = client.as(callClass);
        return row(
                switch (kind.stream()) {
                    case VIEWS -> as.view(id);
                    case INTERACTIONS -> as.interaction(id);
                    case VIEWERS -> as.viewer(id);
                    case VIDEOS -> as.video(id);
                    case GROUPS -> as.groups().one(id);
                    case SERIES -> as.series().one(id);
                    case PLINKS -> as.plinks().one(id);
                    case ACCESS_LISTS -> as.accessLists().one(id);
                    case GROUP_VIDEOS, SERIES_VIDEOS, ACCESS_LIST_ENTRIES -> throw noList(kind.stream());
                });
    }

    @Override
    public Reply<Long> count(StreamKind<?> kind, CallClass callClass) {
        if (kind.stream() != StreamName.VIEWS) {
            return new Reply.Failed<>(new MindstampFailure.NotFound());
        }
        return switch (client.as(callClass).summary()) {
            case Reply.Failed<Summary>(MindstampFailure failure) -> new Reply.Failed<>(failure);
            case Reply.Ok<Summary>(Summary summary) ->
                summary.count()
                        .filter(count -> count >= 0)
                        .<Reply<Long>>map(Reply.Ok::new)
                        .orElseGet(() -> new Reply.Failed<>(new MindstampFailure.Unreadable("no count in it")));
        };
    }

    @Override
    public <R extends Row> Reply<Page<R>> of(
            StreamKind<R> kind, CallClass callClass, String owner, int limit, int offset) {
        MindstampClient as = client.as(callClass);
        return pages(
                switch (kind.stream()) {
                    case INTERACTIONS -> as.interactionsOfView(owner, limit, offset);
                    case GROUP_VIDEOS -> members(owner, as.groups().videos(owner, limit, offset));
                    case SERIES_VIDEOS -> members(owner, as.series().videos(owner, limit, offset));
                    case ACCESS_LIST_ENTRIES -> entries(owner, as.accessLists().one(owner));
                    case VIEWS, VIEWERS, VIDEOS, GROUPS, SERIES, PLINKS, ACCESS_LISTS -> throw noList(kind.stream());
                });
    }

    private static Reply<Page<Member>> members(String owner, Reply<Page<Video>> reply) {
        return switch (reply) {
            case Reply.Failed<Page<Video>>(MindstampFailure failure) -> new Reply.Failed<>(failure);
            case Reply.Ok<Page<Video>>(Page<Video> page) ->
                new Reply.Ok<>(new Page<>(
                        page.rows().stream()
                                .map(video ->
                                        Member.of(owner, Json.object().put("id", owner), video.id(), video.fields()))
                                .toList(),
                        page.received(),
                        page.dropped(),
                        page.poison(),
                        page.servedAt()));
        };
    }

    /** What the list says of its entries; an answer that does not say leaves them as they are. */
    private static Reply<Page<Member>> entries(String owner, Reply<AccessList> reply) {
        return switch (reply) {
            case Reply.Failed<AccessList>(MindstampFailure failure) -> new Reply.Failed<>(failure);
            case Reply.Ok<AccessList>(AccessList list) -> {
                if (list.entries().isEmpty()) {
                    yield new Reply.Failed<>(new MindstampFailure.NotFound());
                }
                List<Member> members = list.entries().orElseThrow().stream()
                        .filter(entry -> !name(entry).isEmpty())
                        .map(entry -> Member.of(owner, Json.object().put("id", owner), name(entry), entry))
                        .toList();
                int all = list.entries().orElseThrow().size();
                yield new Reply.Ok<>(new Page<>(members, all, all - members.size(), List.of(), Optional.empty()));
            }
        };
    }

    private static String name(ObjectNode entry) {
        return entry.path("id").asText(entry.path("email").asText(""));
    }

    /** The stream says which rows its pages hold. */
    @SuppressWarnings("unchecked")
    private static <R extends Row> Reply<Page<R>> pages(Reply<? extends Page<? extends Row>> reply) {
        return (Reply<Page<R>>) reply;
    }

    @SuppressWarnings("unchecked")
    private static <R extends Row> Reply<R> row(Reply<? extends Row> reply) {
        return (Reply<R>) reply;
    }

    private static IllegalArgumentException noList(StreamName stream) {
        return new IllegalArgumentException(stream + " is not asked for like that");
    }
}
