package dev.tidemark.poll.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.mindstamp.row.Member;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.platform.Json;
import dev.tidemark.poll.source.Source;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.simulation.ListedRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** An account that holds what a test puts there, newest first, and answers single calls as the test says. */
final class ScriptedSource implements Source {
    private final Map<StreamName, List<ObjectNode>> lists = new EnumMap<>(StreamName.class);
    private final Map<String, List<ObjectNode>> members = new HashMap<>();
    private final Map<String, Function<ObjectNode, Reply<ObjectNode>>> byId = new HashMap<>();
    private final Map<String, Runnable> deeds = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private Consumer<String> onCall = _ -> {};
    private Function<List<String>, Optional<MindstampFailure>> spoiler = _ -> Optional.empty();
    private Function<Long, Reply<Long>> count = Reply.Ok::new;
    private final Set<StreamName> whole = EnumSet.noneOf(StreamName.class);
    private final Map<StreamName, Integer> most = new EnumMap<>(StreamName.class);

    List<ObjectNode> list(StreamName stream) {
        return lists.computeIfAbsent(stream, _ -> new ArrayList<>());
    }

    /** What belongs to a row; empty is not the same as unknown. */
    List<ObjectNode> members(String owner) {
        return members.computeIfAbsent(owner, _ -> new ArrayList<>());
    }

    /** What is answered for one id, whatever the list says. */
    void answer(String id, Reply<ObjectNode> reply) {
        byId.put(id, _ -> reply);
    }

    void answerAsListed(String id) {
        byId.remove(id);
    }

    /** Fails the pages, and single rows, that hold certain ids. */
    void spoil(Function<List<String>, Optional<MindstampFailure>> failure) {
        spoiler = failure;
    }

    /** What happens while a call is under way. */
    void onCall(Consumer<String> meanwhile) {
        onCall = meanwhile;
    }

    /** The most rows of one page of that list. */
    void most(StreamName stream, int rows) {
        most.put(stream, rows);
    }

    /** Whatever limit and offset it is asked for with, that list comes whole. */
    void whole(StreamName stream) {
        whole.add(stream);
    }

    /** From now on limit and offset count. */
    void paged(StreamName stream, int most) {
        whole.remove(stream);
        most(stream, most);
    }

    /** What happens after each such call. */
    void afterEach(String call, Runnable deed) {
        deeds.put(call, deed);
    }

    /** All calls, as text. */
    List<String> asked() {
        return asked;
    }

    long asked(String call) {
        return asked.stream().filter(call::equals).count();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R extends Row> Reply<Page<R>> list(StreamKind<R> kind, CallClass callClass, int limit, int offset) {
        ask(kind.stream().text());
        int from = whole.contains(kind.stream()) ? 0 : offset;
        return page(list(kind.stream()), limit(kind, limit), from, row -> (R) ListedRow.of(kind.stream(), row));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R extends Row> Reply<R> one(StreamKind<R> kind, CallClass callClass, String id) {
        ask(kind.stream().text() + "/" + id);
        Reply<ObjectNode> listed = list(kind.stream()).stream()
                .filter(row -> row.path("id").asText().equals(id))
                .findFirst()
                .<Reply<ObjectNode>>map(Reply.Ok::new)
                .orElseGet(() -> new Reply.Failed<>(new MindstampFailure.NotFound()));
        Reply<ObjectNode> reply = byId.getOrDefault(id, _ -> listed).apply(Json.object());
        return switch (reply) {
            case Reply.Failed<ObjectNode>(MindstampFailure failure) -> new Reply.Failed<>(failure);
            case Reply.Ok<ObjectNode>(ObjectNode row) -> new Reply.Ok<>((R) ListedRow.of(kind.stream(), row));
        };
    }

    @Override
    public Reply<Long> count(StreamKind<?> kind, CallClass callClass) {
        ask("count of " + kind.stream().text());
        return count.apply((long) list(kind.stream()).size());
    }

    /** What is said when the views are counted, of which there are so many. */
    void counts(Function<Long, Reply<Long>> answer) {
        count = answer;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R extends Row> Reply<Page<R>> of(
            StreamKind<R> kind, CallClass callClass, String owner, int limit, int offset) {
        ask(kind.stream().text() + " of " + owner + " from " + offset);
        List<ObjectNode> rows = members.get(owner);
        if (rows == null) {
            return new Reply.Failed<>(new MindstampFailure.NotFound());
        }
        Reply<Page<R>> reply = page(rows, limit(kind, limit), offset, row -> (R)
                (kind.stream() == StreamName.INTERACTIONS
                        ? new Interaction(row.path("id").asText(), row)
                        : Member.of(
                                owner,
                                Json.object().put("id", owner),
                                row.path("id").asText(),
                                row)));
        deeds.getOrDefault(asked.getLast(), () -> {}).run();
        return reply;
    }

    private void ask(String call) {
        asked.add(call);
        onCall.accept(call);
    }

    private int limit(StreamKind<?> kind, int asked) {
        return whole.contains(kind.stream())
                ? Integer.MAX_VALUE
                : Math.min(asked, most.getOrDefault(kind.stream(), asked));
    }

    private <R> Reply<Page<R>> page(List<ObjectNode> all, int limit, int offset, Function<ObjectNode, R> typed) {
        List<ObjectNode> sent = all.stream().skip(offset).limit(limit).toList();
        return spoiler.apply(sent.stream().map(row -> row.path("id").asText()).toList())
                .<Reply<Page<R>>>map(Reply.Failed::new)
                .orElseGet(() -> {
                    List<R> rows = sent.stream()
                            .filter(row -> !row.isEmpty())
                            .map(typed)
                            .toList();
                    return new Reply.Ok<>(
                            new Page<>(rows, sent.size(), sent.size() - rows.size(), List.of(), Optional.empty()));
                });
    }
}
