package dev.tidemark.simulation.idle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.budget.CallLimits;
import dev.tidemark.mindstamp.budget.VirtualBudget;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Member;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.platform.Json;
import dev.tidemark.poll.source.Source;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.simulation.ListedRow;
import dev.tidemark.simulation.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lists, newest first, that stay as they are until a test says otherwise; notes when it is asked. */
final class QuietSource implements Source {
    private static final CallLimits LIMITS = new CallLimits(100, 1000);

    private final VirtualClock clock;
    private final VirtualBudget budget = new VirtualBudget(LIMITS, new Random(1));
    private final Map<StreamName, Deque<ObjectNode>> lists = new EnumMap<>(StreamName.class);
    private final Map<String, Deque<ObjectNode>> members = new HashMap<>();
    private final Set<String> stuck = new HashSet<>();
    private final Deque<Instant> asked = new ArrayDeque<>();

    QuietSource(VirtualClock clock) {
        this.clock = clock;
    }

    /** @param created when it came, which is later than for all that are there */
    void add(StreamName stream, String id, Instant created) {
        list(stream)
                .addFirst(Json.object()
                        .put("id", id)
                        .put("percentage", 40)
                        .put("created_at", created.toString())
                        .put("updated_at", created.toString()));
    }

    void addMember(String owner, String id) {
        members.computeIfAbsent(owner, _ -> new ArrayDeque<>())
                .addLast(Json.object().put("id", id));
    }

    /** Its list does not show it any more, and its own calls fail. */
    void stick(StreamName stream, String id) {
        list(stream).removeIf(row -> row.path("id").asText().equals(id));
        stuck.add(id);
    }

    long askedSince(Instant then) {
        return asked.stream().filter(at -> !at.isBefore(then)).count();
    }

    private Deque<ObjectNode> list(StreamName stream) {
        return lists.computeIfAbsent(stream, _ -> new ArrayDeque<>());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R extends Row> Reply<Page<R>> list(StreamKind<R> kind, CallClass callClass, int limit, int offset) {
        return call(
                callClass, () -> page(list(kind.stream()), limit, offset, row -> (R) ListedRow.of(kind.stream(), row)));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R extends Row> Reply<R> one(StreamKind<R> kind, CallClass callClass, String id) {
        return call(callClass, () -> {
            if (stuck.contains(id)) {
                return new Reply.Failed<>(new MindstampFailure.Unavailable("status 500"));
            }
            return list(kind.stream()).stream()
                    .filter(row -> row.path("id").asText().equals(id))
                    .findFirst()
                    .<Reply<R>>map(row -> new Reply.Ok<>((R) ListedRow.of(kind.stream(), row)))
                    .orElseGet(() -> new Reply.Failed<>(new MindstampFailure.NotFound()));
        });
    }

    @Override
    public Reply<Long> count(StreamKind<?> kind, CallClass callClass) {
        return call(callClass, () -> new Reply.Ok<>((long) list(kind.stream()).size()));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R extends Row> Reply<Page<R>> of(
            StreamKind<R> kind, CallClass callClass, String owner, int limit, int offset) {
        ObjectNode named = Json.object().put("id", owner);
        return call(
                callClass,
                () -> page(members.getOrDefault(owner, new ArrayDeque<>()), limit, offset, row ->
                        (R) Member.of(owner, named, row.path("id").asText(), row)));
    }

    private <T> Reply<T> call(CallClass callClass, Supplier<Reply<T>> answer) {
        Optional<Instant> later = budget.spend(callClass, clock.instant());
        if (later.isPresent()) {
            return new Reply.Failed<>(new MindstampFailure.OverBudget(later.get()));
        }
        asked.addLast(clock.instant());
        clock.advance(Duration.ofMillis(150));
        Reply<T> reply = answer.get();
        if (reply instanceof Reply.Failed<T>(MindstampFailure.Unavailable _)) {
            budget.failed(Optional.empty(), clock.instant());
        } else {
            budget.worked(clock.instant());
        }
        return reply;
    }

    private <R extends Row> Reply<Page<R>> page(
            Deque<ObjectNode> all, int limit, int offset, Function<ObjectNode, R> typed) {
        List<R> rows = all.stream().skip(offset).limit(limit).map(typed).toList();
        return new Reply.Ok<>(new Page<>(rows, rows.size(), 0, List.of(), Optional.of(clock.instant())));
    }
}
