package dev.tidemark.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.budget.VirtualBudget;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.poll.source.Source;
import dev.tidemark.poll.source.StreamKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** The model of the API: pages by limit and offset over a world, with what can go wrong; counts what it is asked. */
final class ModelApi implements Source {
    private static final int PER_MINUTE = 100;

    private final ModelWorld world;
    private final WorldPlan plan;
    private final VirtualClock clock;
    private final VirtualBudget budget;
    private final Random random;
    private final int perHour;
    private final Deque<Instant> asked = new ArrayDeque<>();
    private boolean faulty = true;
    private int calls;
    private Runnable betweenReadAndAnswer = () -> {};

    ModelApi(ModelWorld world, WorldPlan plan, VirtualClock clock, VirtualBudget budget, int perHour, Random random) {
        this.world = world;
        this.plan = plan;
        this.clock = clock;
        this.budget = budget;
        this.perHour = perHour;
        this.random = random;
    }

    int calls() {
        return calls;
    }

    void heal() {
        faulty = false;
    }

    /** Once: the asking process stands still after its next answer was read. */
    void pauseAfterRead(Runnable meanwhile) {
        betweenReadAndAnswer = meanwhile;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R extends Row> Reply<Page<R>> list(StreamKind<R> kind, CallClass callClass, int limit, int offset) {
        return call(callClass, () -> {
            Instant at = seenAt();
            List<ModelRow> rows = world.list(kind.stream() == StreamName.VIEWS, at);
            int most = Math.min(limit, plan.pageCap());
            int there = Math.clamp((long) rows.size() - offset, 0, most);
            if (there > 1 && chance(plan.faults().shortPage())) {
                there = 1 + random.nextInt(there);
            }
            List<ModelRow> sent = rows.subList(Math.min(offset, rows.size()), Math.min(rows.size(), offset + there));
            Optional<ModelRow> broken = sent.stream().filter(world::isBroken).findFirst();
            if (broken.isPresent()) {
                return new Reply.Failed<>(breaks(broken.get(), sent.size()));
            }
            List<R> page = new ArrayList<>();
            int nulls = 0;
            for (ModelRow row : sent) {
                if (chance(plan.faults().nulls())) {
                    nulls++;
                } else {
                    page.add((R) typed(row, row.json(at)));
                }
            }
            return new Reply.Ok<>(new Page<>(page, there, nulls, List.of(), Optional.of(servedAt())));
        });
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R extends Row> Reply<R> one(StreamKind<R> kind, CallClass callClass, String id) {
        return call(callClass, () -> {
            Instant at = seenAt();
            ModelRow row = world.all().get(id);
            if (row != null && world.isBroken(row)) {
                return new Reply.Failed<>(breaks(row, 1));
            }
            return row == null || !row.isThere(at)
                    ? new Reply.Failed<>(new MindstampFailure.NotFound())
                    : new Reply.Ok<>((R) typed(row, row.json(at)));
        });
    }

    @Override
    public Reply<Long> count(StreamKind<?> kind, CallClass callClass) {
        return call(
                callClass,
                () -> new Reply.Ok<>((long)
                        world.list(kind.stream() == StreamName.VIEWS, seenAt()).size()));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R extends Row> Reply<Page<R>> of(
            StreamKind<R> kind, CallClass callClass, String owner, int limit, int offset) {
        return call(callClass, () -> {
            Instant at = seenAt();
            List<ModelRow> sent = world.list(false, at).stream()
                    .filter(row -> row.viewId.equals(owner))
                    .limit(limit)
                    .toList();
            Optional<ModelRow> broken = sent.stream().filter(world::isBroken).findFirst();
            if (broken.isPresent()) {
                return new Reply.Failed<>(breaks(broken.get(), sent.size()));
            }
            List<R> rows =
                    sent.stream().map(row -> (R) typed(row, row.json(at))).toList();
            return new Reply.Ok<>(new Page<>(rows, rows.size(), 0, List.of(), Optional.empty()));
        });
    }

    /** Some are only too large beside others, some cannot be read, some break the server. */
    private static MindstampFailure breaks(ModelRow row, int together) {
        return switch (row.tie % 3) {
            case 0 -> new MindstampFailure.Unreadable("[{");
            case 1 -> new MindstampFailure.Unavailable("status 500");
            default -> new MindstampFailure.TooLarge("the answer with " + together + " rows");
        };
    }

    private static Row typed(ModelRow row, ObjectNode json) {
        return row.isView() ? new View(row.id, json) : new Interaction(row.id, json);
    }

    private <T> Reply<T> call(CallClass callClass, Supplier<Reply<T>> answer) {
        Optional<Instant> later = budget.spend(callClass, clock.instant());
        if (later.isPresent()) {
            return new Reply.Failed<>(new MindstampFailure.OverBudget(later.get()));
        }
        count();
        clock.advance(Duration.ofMillis(100 + random.nextInt(150)));
        world.advanceTo(clock.instant());
        Reply<T> reply = answer.get();
        Runnable meanwhile = betweenReadAndAnswer;
        betweenReadAndAnswer = () -> {};
        meanwhile.run();
        return spoiled(reply);
    }

    private <T> Reply<T> spoiled(Reply<T> reply) {
        Instant now = clock.instant();
        WorldPlan.Faults faults = plan.faults();
        if (chance(faults.error())) {
            budget.failed(Optional.empty(), now);
            return new Reply.Failed<>(new MindstampFailure.Unavailable("status 500"));
        }
        if (chance(faults.timeout())) {
            clock.advance(Duration.ofSeconds(10));
            world.advanceTo(clock.instant());
            budget.failed(Optional.empty(), clock.instant());
            return new Reply.Failed<>(new MindstampFailure.TimedOut());
        }
        if (chance(faults.throttled())) {
            Optional<Instant> retry =
                    random.nextBoolean() ? Optional.of(now.plusSeconds(5 + random.nextInt(30))) : Optional.empty();
            budget.failed(retry, now);
            return new Reply.Failed<>(new MindstampFailure.Throttled(503, retry));
        }
        if (chance(faults.unreadable())) {
            budget.failed(Optional.empty(), now);
            return new Reply.Failed<>(new MindstampFailure.Unreadable("[{"));
        }
        if (reply instanceof Reply.Failed<?>(MindstampFailure.Unreadable _)
                || reply instanceof Reply.Failed<?>(MindstampFailure.Unavailable _)) {
            budget.failed(Optional.empty(), now);
        } else {
            budget.worked(now);
        }
        return reply;
    }

    /** The header, to the second. */
    private Instant servedAt() {
        return world.atSource(clock.instant()).truncatedTo(ChronoUnit.SECONDS);
    }

    /** A replica may lag behind. */
    private Instant seenAt() {
        return chance(plan.faults().stale()) ? clock.instant().minusSeconds(1 + random.nextInt(30)) : clock.instant();
    }

    private boolean chance(double share) {
        return faulty && share > 0 && random.nextDouble() < share;
    }

    /** P6: never more than the limits, in any window, whoever asks. */
    private void count() {
        Instant now = clock.instant();
        calls++;
        asked.addLast(now);
        while (asked.getFirst().isBefore(now.minus(Duration.ofHours(1)))) {
            asked.removeFirst();
        }
        if (asked.size() > perHour) {
            throw new AssertionError("P6: more than " + perHour + " calls in an hour");
        }
        Instant minute = now.minus(Duration.ofMinutes(1));
        long inMinute = 0;
        var latest = asked.descendingIterator();
        while (latest.hasNext() && !latest.next().isBefore(minute)) {
            inMinute++;
        }
        if (inMinute > PER_MINUTE) {
            throw new AssertionError("P6: more than " + PER_MINUTE + " calls in a minute");
        }
    }
}
