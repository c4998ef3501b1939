package dev.tidemark.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.row.Seed;
import dev.tidemark.sandbox.sharing.Sharing;
import dev.tidemark.sandbox.world.Sitting.Act;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * An account with people watching its videos. Time moves only by {@link #advanceTo}; the same plan and the same changes
 * at the same times give the same rows and the same ledger, however often it is called in between. Not thread-safe.
 */
public final class World {
    /** The most views that one world starts by itself: a forgotten sandbox must not fill the memory. */
    public static final int MOST_VIEWS = 100_000;

    /**
     * @param speed divides all durations
     * @param arrivals whether viewers come at all
     * @param views how many views get started before arrivals stop by themselves
     * @param history how many views were over before the start
     */
    public record Plan(
            long seed, Instant start, Scenario scenario, double speed, boolean arrivals, int views, int history) {}

    /** @param watching views still running */
    public record Counts(int views, int interactions, int viewers, int watching) {}

    /** A step of a sitting and when it is due; {@code order} settles ties. */
    private record Turn(long due, long order, View view, Sitting sitting, Act act) {}

    private static final Duration PAST = Duration.ofDays(90);
    private static final Duration LAST_OF_THE_PAST = Duration.ofHours(1);
    private static final long FIRST_ARRIVAL = 1_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final Seed seed;
    private final Scenario scenario;
    private final Account account;
    private final PriorityQueue<Turn> turns =
            new PriorityQueue<>(Comparator.comparingLong(Turn::due).thenComparingLong(Turn::order));
    private final Random chance;
    private Tempo tempo;
    private Instant now;
    private long nextArrival = NEVER;
    private int viewsToStart;
    private long order;

    public World(Plan plan) {
        now = plan.start().truncatedTo(ChronoUnit.MILLIS);
        seed = new Seed(plan.seed(), now);
        scenario = plan.scenario();
        account = new Account(seed, scenario);
        chance = seed.random("arrivals", 0);
        tempo = new Tempo(now.minus(PAST), 0, 1);
        viewsToStart = plan.history();
        live(plan.history());
        tempo = tempo.changed(now, plan.speed());
        viewsToStart = plan.views();
        nextArrival = plan.arrivals() && plan.views() > 0 ? tempo.simulated(now) + FIRST_ARRIVAL : NEVER;
        account.ledger().open();
    }

    /** Lets everything happen that is due by then; a time before the last one changes nothing. */
    public void advanceTo(Instant time) {
        Instant until = time.truncatedTo(ChronoUnit.MILLIS);
        if (until.isBefore(now)) {
            return;
        }
        long due = nextDue();
        while (due != NEVER && !tempo.wall(due).isAfter(until)) {
            happen();
            due = nextDue();
        }
        now = until;
    }

    /** From the last {@link #advanceTo} on. */
    public void speed(double speed) {
        tempo = tempo.changed(now, speed);
    }

    /** From the last {@link #advanceTo} on; running views go on either way. */
    public void arrivals(boolean wanted) {
        if (!wanted) {
            nextArrival = NEVER;
        } else if (!arrivals() && viewsToStart > 0) {
            nextArrival = tempo.simulated(now) + spacing();
        }
    }

    public double speed() {
        return tempo.speed();
    }

    public boolean arrivals() {
        return nextArrival != NEVER;
    }

    public Counts counts() {
        return new Counts(
                account.views().size(),
                account.interactions().size(),
                account.viewers().size(),
                turns.size());
    }

    /** Rows in the order of creation; looked at before the world moves on, never kept. */
    public List<? extends Row> views() {
        return account.views().rows();
    }

    public Optional<? extends Row> view(String id) {
        return account.views().find(id);
    }

    public Optional<List<? extends Row>> interactionsOfView(String viewId) {
        return account.views().find(viewId).map(View::interactions);
    }

    public List<? extends Row> interactions() {
        return account.interactions().rows();
    }

    public List<? extends Row> viewers() {
        return account.viewers().rows();
    }

    public List<? extends Row> videos() {
        return account.catalogue().videos();
    }

    public Optional<? extends Row> video(String idOrToken) {
        return account.catalogue().video(idOrToken);
    }

    /** What authors put into the videos, as rows of the interactions. */
    public List<? extends Row> items() {
        return account.catalogue().items();
    }

    /** What a list of views or interactions can belong to. */
    public enum Owner {
        VIDEO,
        VIEWER,
        GROUP,
        SERIES
    }

    public Optional<List<? extends Row>> viewsOf(Owner kind, String id) {
        return owner(kind, id).map(owner -> account.viewsOf(owner.id()));
    }

    public Optional<List<? extends Row>> interactionsOf(Owner kind, String id) {
        return owner(kind, id).map(owner -> account.interactionsOf(owner.id()));
    }

    private Optional<? extends Row> owner(Owner kind, String id) {
        return switch (kind) {
            case VIDEO -> video(id);
            case VIEWER -> viewer(id);
            case GROUP -> sharing().groups().find(id);
            case SERIES -> sharing().series().find(id);
        };
    }

    public Optional<? extends Row> viewer(String id) {
        return account.viewers().find(id);
    }

    /** A viewer's event or an authored item. */
    public Optional<? extends Row> interaction(String id) {
        Optional<? extends Row> event = account.interactions().find(id);
        return event.isPresent() ? event : account.catalogue().item(id);
    }

    /** What viewers did with an authored item; a viewer's event itself has none. */
    public Optional<List<? extends Row>> responses(String interactionId) {
        return interaction(interactionId).map(row -> account.interactionsOf(row.id()));
    }

    /** The views since then in numbers. */
    public ObjectNode summary(Instant since) {
        return Summary.since(since, account.views().rows()).json();
    }

    /** How the videos are shared; may be changed as of {@link #now}. */
    public Sharing sharing() {
        return account.sharing();
    }

    /** The time of the last {@link #advanceTo}, in milliseconds. */
    public Instant now() {
        return now;
    }

    /** The user whose token it is. */
    public ObjectNode owner() {
        return account.owner();
    }

    /** {@code {"items": […], "next": …}}: facts after the given number. */
    public ObjectNode ledger(long after, int limit) {
        return account.ledger().page(after, limit);
    }

    private void live(int history) {
        double slot = history == 0 ? 0 : (double) PAST.minus(LAST_OF_THE_PAST).toMillis() / history;
        for (int i = 0; i < history; i++) {
            nextArrival = (long) (slot * (i + chance.nextDouble()));
            for (long arrived = nextArrival; nextArrival == arrived; ) {
                happen();
            }
        }
        nextArrival = NEVER;
        while (!turns.isEmpty()) {
            happen();
        }
    }

    private long nextDue() {
        Turn turn = turns.peek();
        return turn == null ? nextArrival : Math.min(turn.due(), nextArrival);
    }

    private void happen() {
        Turn turn = turns.peek();
        if (turn == null || nextArrival <= turn.due()) {
            arrive();
        } else {
            turns.remove();
            account.apply(tempo.wall(turn.due()), turn.view(), turn.act());
            schedule(turn.due(), turn.view(), turn.sitting());
        }
    }

    private void arrive() {
        long due = nextArrival;
        Random random = seed.random("sitting", account.views().size());
        View view = account.open(tempo.wall(due), random, this::watching);
        schedule(due, view, new Sitting(view.video(), random));
        viewsToStart--;
        nextArrival = viewsToStart > 0 ? due + spacing() : NEVER;
    }

    private boolean watching(Viewer viewer) {
        return turns.stream().anyMatch(turn -> turn.view().viewer() == viewer);
    }

    private void schedule(long since, View view, Sitting sitting) {
        sitting.next().ifPresent(step -> turns.add(new Turn(since + step.after(), order++, view, sitting, step.act())));
    }

    /** Exponential, so that now and then several come at once; StrictMath gives the same on every machine. */
    private long spacing() {
        return 1
                + (long) (-StrictMath.log(1 - chance.nextDouble())
                        * scenario.spacing().toMillis());
    }
}
