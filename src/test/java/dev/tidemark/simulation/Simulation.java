package dev.tidemark.simulation;

import dev.tidemark.change.RowKey;
import dev.tidemark.change.RowKeys;
import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.mindstamp.budget.CallLimits;
import dev.tidemark.mindstamp.budget.VirtualBudget;
import dev.tidemark.platform.lease.Lease;
import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import dev.tidemark.poll.state.StreamStates;
import dev.tidemark.poll.watch.AccountPoller;
import dev.tidemark.poll.watch.CommitsInUnits;
import dev.tidemark.poll.watch.Outcome;
import dev.tidemark.poll.watch.PageCommit;
import dev.tidemark.poll.watch.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** One world watched by the production poller, until everything has been quiet for long enough. */
final class Simulation {
    static final Instant START = new VirtualClock().instant();
    static final Duration QUIET_AFTER = Duration.ofMinutes(5);
    /**
     * So long a form with an earlier date than before may be a stale copy, and a row that was there when it was made
     * sure of three times is not missing from its list.
     */
    private static final Duration UNDECIDED = Duration.ofMinutes(61);

    private static final Duration UNORDERED_QUIET = Duration.ofHours(20);
    private static final int UNORDERED_ROUNDS = 10;
    /** A few hundred rows with the few calls of an idle account, some of them around rows that break their pages. */
    private static final Duration LONGEST_ROUND = Duration.ofDays(4);

    /** The process dies here. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Another process has the lease. */
    static final class Fenced extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** What is told, and when. */
    record Told(ChangeEvent event, Instant at) {}

    final WorldPlan plan;
    final VirtualClock clock = new VirtualClock();
    final ModelWorld world;
    final ModelApi api;
    final String account;
    final RowStates rows;
    final StreamStates streams;
    final VirtualBudget budget;
    final SequencedMap<String, Told> journal = new LinkedHashMap<>();
    private final Stores.Unit unit;
    private final Random random;
    private final AccountPoller poller;
    private final PageCommit commits;
    private final int perHour;
    private long epoch = 1;
    private Watch watch;
    private boolean crashBefore;
    private boolean crashAfter;
    private int fenced;
    private List<String> notConverged = List.of();
    private final Map<StreamName, Instant> liveSince = new EnumMap<>(StreamName.class);
    private boolean inUnit;
    private boolean held;

    Simulation(WorldPlan plan, long seed, int perHour) {
        this(plan, seed, perHour, Stores.inMemory(new MemoryRows()));
    }

    Simulation(WorldPlan plan, long seed, int perHour, Stores stores) {
        this.plan = plan;
        this.perHour = perHour;
        this.random = new Random(seed * 31 + 7);
        this.world = new ModelWorld(plan, seed, clock.instant());
        this.budget = new VirtualBudget(new CallLimits(100, perHour), new Random(seed + 1));
        this.api = new ModelApi(world, plan, clock, budget, perHour, random);
        this.unit = stores.unit();
        this.account = stores.account();
        this.rows = stores.rows();
        this.streams = stores.streams();
        this.commits = new CommitsInUnits(this::fence, rows, streams, this::append, this::unit);
        this.poller =
                new AccountPoller(Duration.ofSeconds(4), commits, rows, SteadyRules.quietAfter(QUIET_AFTER), clock);
        this.watch = open();
    }

    int fenced() {
        return fenced;
    }

    /** By the source's clock. */
    Instant sourceNow() {
        return world.atSource(clock.instant());
    }

    /** When the row's list was learned at the latest. */
    Instant liveSince(ModelRow row) {
        return liveSince.getOrDefault(stream(row), Instant.MAX);
    }

    /** P8: what was not known once the list had been gone round from its quiet state on. */
    List<String> notConverged() {
        return notConverged;
    }

    /** All that happens, then quiet without faults until all is settled. @return calls of the quiet time */
    int run() {
        while (clock.instant().isBefore(world.end()) || !world.isQuiet()) {
            trouble();
            step();
        }
        api.heal();
        int before = api.calls();
        if (world.order() == ListOrder.UNORDERED) {
            // Each round sees two rows of three, by chance: it takes many until all were seen.
            pass(UNORDERED_QUIET);
        } else {
            goRound();
            notConverged = Verdicts.ofKnown(this);
            // What went behind the back of the first round, and what is to be made sure of.
            goRound();
            if (isTakenForUnordered()) {
                // It was once: who is not there shows after eight rounds.
                for (int round = 0; round < UNORDERED_ROUNDS; round++) {
                    goRound();
                }
            } else if (isLongUndecided()) {
                pass(UNDECIDED);
                goRound();
            }
            settle();
        }
        return api.calls() - before;
    }

    private boolean isTakenForUnordered() {
        return streams.ofAccount(account).values().stream()
                .anyMatch(state -> state.certificate().order() == ListOrder.UNORDERED);
    }

    private boolean isLongUndecided() {
        return world.all().values().stream().anyMatch(row -> row.isDatedBack(sourceNow()))
                || world.all().values().stream()
                        .filter(ModelRow::isDeleted)
                        .map(this::known)
                        .anyMatch(state -> state != null && state.phase() != RowState.Phase.GONE);
    }

    /** The process dies between two pages, and another one goes on. */
    void restart() {
        watch = open();
    }

    void pass(Duration time) {
        Instant until = clock.instant().plus(time);
        while (clock.instant().isBefore(until)) {
            step();
        }
    }

    /** Until nothing is missing and no view is under way any more. */
    private void settle() {
        Instant from = clock.instant();
        while (!rows.suspects(of(StreamName.VIEWS), 1).isEmpty()
                || !rows.suspects(of(StreamName.INTERACTIONS), 1).isEmpty()
                || !rows.open(of(StreamName.VIEWS), world.order(), 1).isEmpty()) {
            step();
            if (clock.instant().isAfter(from.plus(LONGEST_ROUND))) {
                throw new AssertionError("P8: rows are missing or under way after " + LONGEST_ROUND);
            }
        }
    }

    /** Until a round that begins from now on has ended in each stream. */
    private void goRound() {
        Instant from = clock.instant();
        while (!isSweptSince(from)) {
            step();
            if (clock.instant().isAfter(from.plus(LONGEST_ROUND))) {
                throw new AssertionError("P8: no round within " + LONGEST_ROUND);
            }
        }
    }

    private boolean isSweptSince(Instant then) {
        return streams.ofAccount(account).values().stream()
                .filter(state -> state.dueAt().isBefore(Instant.MAX))
                .allMatch(state -> state.sweptAt().filter(then::isBefore).isPresent());
    }

    /** One round of the scheduler. */
    void step() {
        try {
            int most = 60;
            Outcome outcome = poller.step(new Lease("poll", epoch), watch, api);
            while (!(outcome instanceof Outcome.Idle) && most-- > 0) {
                outcome = poller.step(new Lease("poll", epoch), watch, api);
            }
        } catch (Crash e) {
            watch = open();
        }
        noteWhatIsLearned();
        watchMarks();
        clock.advance(Duration.ofSeconds(1));
        world.advanceTo(clock.instant());
    }

    private void noteWhatIsLearned() {
        for (StreamName stream : List.of(StreamName.VIEWS, StreamName.INTERACTIONS)) {
            if (!liveSince.containsKey(stream) && !watch.learning().contains(stream)) {
                liveSince.put(stream, clock.instant());
            }
        }
    }

    /** A mark beyond the source's clock would hide what comes until then (detection.md B1 point 12). */
    private void watchMarks() {
        String latest = RowKey.of(sourceNow().plusSeconds(1));
        for (StreamName stream : List.of(StreamName.VIEWS, StreamName.INTERACTIONS)) {
            RowKeys mark = watch.state(stream).mark();
            if (mark.created().compareTo(latest) > 0 || mark.updated().compareTo(latest) > 0) {
                throw new AssertionError("P8: the mark " + mark + " of " + stream + " is beyond " + latest);
            }
        }
    }

    private void trouble() {
        crashBefore = random.nextDouble() < plan.faults().crash();
        crashAfter = random.nextDouble() < plan.faults().crash();
        if (random.nextDouble() < plan.faults().leaseLoss()) {
            loseLease();
        }
    }

    /** This process stands still with a page in its hands; another takes over; then this one goes on. */
    private void loseLease() {
        Watch zombie = watch;
        Lease old = new Lease("poll", epoch);
        boolean[] taken = {false};
        api.pauseAfterRead(() -> {
            taken[0] = true;
            epoch++;
            watch = open();
            for (int i = 0; i < 20; i++) {
                step();
            }
        });
        try {
            poller.step(old, zombie, api);
        } catch (Fenced e) {
            fenced++;
        } catch (Crash e) {
            watch = open();
        }
        api.pauseAfterRead(() -> {});
        if (taken[0]) {
            crashBefore = false;
            crashAfter = false;
        }
    }

    /** All of it, or nothing when the process dies too early. */
    private <T> T unit(Supplier<T> work) {
        int told = journal.size();
        T done;
        inUnit = true;
        held = false;
        try {
            done = unit.run(work, this::crashBefore);
        } catch (RuntimeException e) {
            while (journal.size() > told) {
                journal.pollLastEntry();
            }
            throw e;
        } finally {
            inUnit = false;
        }
        if (!held) {
            throw new AssertionError("P3: stored without making sure of the lease");
        }
        if (crashAfter) {
            crashAfter = false;
            throw new Crash();
        }
        return done;
    }

    private void crashBefore() {
        if (crashBefore) {
            crashBefore = false;
            throw new Crash();
        }
    }

    private void fence(Lease lease) {
        if (!inUnit) {
            throw new AssertionError("a commit that is no unit");
        }
        if (lease.epoch() != epoch) {
            throw new Fenced();
        }
        held = true;
    }

    private int append(List<ChangeEvent> events) {
        int fresh = 0;
        for (ChangeEvent event : events) {
            if (journal.putIfAbsent(event.id().value(), new Told(event, clock.instant())) == null) {
                fresh++;
            }
        }
        return fresh;
    }

    private Watch open() {
        boolean before = crashBefore;
        boolean after = crashAfter;
        crashBefore = false;
        crashAfter = false;
        List<StreamKind<?>> kinds =
                plan.interactions() ? List.of(StreamKind.VIEWS, StreamKind.INTERACTIONS) : List.of(StreamKind.VIEWS);
        List<StreamState> states =
                new ArrayList<>(commits.open(new Lease("poll", epoch), account, kinds, clock.instant()));
        if (!plan.interactions()) {
            states.add(idleInteractions());
        }
        crashBefore = before;
        crashAfter = after;
        return new Watch(account, states, perHour, Instant.EPOCH, clock.instant());
    }

    /** A stream that is not asked for in this world. */
    private StreamState idleInteractions() {
        StreamState state = StreamState.begin(account, StreamName.INTERACTIONS, clock.instant());
        return state.sweptWhole(clock.instant()).failed("not in this world", Instant.MAX);
    }

    Object prospects() {
        return watch.prospects(Duration.ofSeconds(4)) + " rate " + watch.rate(clock.instant());
    }

    StreamState stream(StreamName name) {
        return streams.ofAccount(account).get(name);
    }

    RowState known(ModelRow row) {
        return rows.known(of(stream(row)), List.of(row.id)).get(row.id);
    }

    private static StreamName stream(ModelRow row) {
        return row.isView() ? StreamName.VIEWS : StreamName.INTERACTIONS;
    }

    RowStates.Of of(StreamName stream) {
        return new RowStates.Of(account, stream);
    }
}
