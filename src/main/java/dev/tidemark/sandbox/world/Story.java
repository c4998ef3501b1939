package dev.tidemark.sandbox.world;

import dev.tidemark.sandbox.quirk.Quirks;
import dev.tidemark.sandbox.quirk.Switches;
import dev.tidemark.sandbox.row.Seed;
import dev.tidemark.sandbox.sitting.Sitting;
import dev.tidemark.sandbox.sitting.Sitting.Act;
import dev.tidemark.sandbox.sitting.Tempo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Who comes, goes, comes back and vanishes, and when; in milliseconds of simulated time, of which 0 is 90 days before. */
final class Story {
    private static final Duration PAST = Duration.ofDays(90);
    private static final long BEGIN = PAST.toMillis();
    private static final Duration LAST_OF_THE_PAST = Duration.ofHours(1);
    private static final long FIRST_ARRIVAL = 1_000;
    private static final long SOONEST_RETURN = Duration.ofMinutes(5).toMillis();
    private static final double HOUR = Duration.ofHours(1).toMillis();
    private static final long NEVER = Agenda.NEVER;

    private final Seed seed;
    private final Scenario scenario;
    private final Account account;
    private final Agenda agenda = new Agenda();
    private final Random chance;
    private final Random ends;
    private final Random deaths;
    private Tempo tempo = new Tempo(Instant.EPOCH, 0, 1);
    private Quirks quirks = Quirks.NONE;
    private long nextArrival = NEVER;
    private long nextDeletion = NEVER;
    private int viewsToStart;

    Story(Seed seed, Scenario scenario, Account account) {
        this.seed = seed;
        this.scenario = scenario;
        this.account = account;
        this.chance = seed.random("arrivals", 0);
        this.ends = seed.random("ends", 0);
        this.deaths = seed.random("deletions", 0);
    }

    /** So many views over in the 90 days before. */
    void before(Instant start, int history) {
        tempo = new Tempo(start.minus(PAST), 0, 1);
        viewsToStart = history;
        double slot = history == 0 ? 0 : (double) PAST.minus(LAST_OF_THE_PAST).toMillis() / history;
        for (int i = 0; i < history; i++) {
            nextArrival = (long) (slot * (i + chance.nextDouble()));
            for (long arrived = nextArrival; nextArrival == arrived; ) {
                happen();
            }
        }
        nextArrival = NEVER;
        while (agenda.due() != NEVER) {
            happen();
        }
    }

    void begin(Instant start, World.Plan plan) {
        tempo = tempo.changed(start, plan.speed());
        viewsToStart = plan.views();
        nextArrival = plan.arrivals() && plan.views() > 0 ? tempo.simulated(start) + FIRST_ARRIVAL : NEVER;
    }

    /** Lets everything happen and come to light that is due by then. */
    void goOn(Instant until) {
        while (true) {
            long due = nextDue();
            Instant acted = due == NEVER ? Instant.MAX : tempo.wall(due);
            Instant shown = account.curtain().due();
            if (acted.isAfter(until) && shown.isAfter(until)) {
                return;
            }
            if (shown.isBefore(acted)) {
                account.curtain().raise();
            } else {
                happen();
            }
        }
    }

    void speed(Instant now, double speed) {
        tempo = tempo.changed(now, speed);
    }

    double speed() {
        return tempo.speed();
    }

    void arrivals(Instant now, boolean wanted) {
        if (!wanted) {
            nextArrival = NEVER;
        } else if (!arrivals() && viewsToStart > 0) {
            nextArrival = arrivalAfter(tempo.simulated(now));
        }
    }

    boolean arrivals() {
        return nextArrival != NEVER;
    }

    void quirks(Instant now, Quirks changed) {
        int rate = quirks.get(Switches.DELETIONS_PER_HOUR);
        quirks = changed;
        if (changed.get(Switches.DELETIONS_PER_HOUR) != rate) {
            nextDeletion = deletionAfter(tempo.simulated(now));
        }
    }

    /** False when the view is running. */
    boolean resume(Instant now, View view) {
        if (running().contains(view)) {
            return false;
        }
        agenda.forget(view);
        comeBack(tempo.simulated(now), view, ends.nextLong());
        return true;
    }

    List<View> running() {
        return agenda.running();
    }

    private long nextDue() {
        return Math.min(nextDeletion, Math.min(agenda.due(), nextArrival));
    }

    private void happen() {
        long due = nextDue();
        if (due == nextArrival) {
            arrive();
        } else if (due == nextDeletion) {
            deleteOne(tempo.wall(due));
            nextDeletion = deletionAfter(due);
        } else {
            Agenda.Turn turn = agenda.take();
            if (turn.act() instanceof Act.Return) {
                comeBack(due, turn.view(), turn.order());
            } else {
                account.apply(tempo.wall(due), turn.view(), turn.act());
                schedule(due, turn.view(), turn.sitting());
            }
        }
    }

    private void arrive() {
        long due = nextArrival;
        Random random = seed.random("sitting", account.views().created());
        View view = account.open(tempo.wall(due), random, this::watching);
        schedule(due, view, new Sitting(view.video(), random));
        viewsToStart--;
        nextArrival = viewsToStart > 0 ? arrivalAfter(due) : NEVER;
    }

    private void comeBack(long due, View view, long n) {
        Instant at = tempo.wall(due);
        Sitting sitting = new Sitting(view.video(), seed.random("return", n), view.progress());
        switch (quirks.get(Switches.RESUME)) {
            case REOPENED -> {
                account.apply(at, view, new Act.Return());
                schedule(due, view, sitting);
            }
            case NEW_VIEW -> schedule(due, account.again(at, view), sitting);
        }
    }

    /** One by chance; false when there is none. */
    boolean deleteOne(Instant at) {
        List<View> views = account.views().living();
        if (views.isEmpty()) {
            return false;
        }
        delete(at, views.get(deaths.nextInt(views.size())));
        return true;
    }

    void delete(Instant at, View view) {
        agenda.forget(view);
        account.delete(at, view);
    }

    private boolean watching(Viewer viewer) {
        return agenda.running().stream().anyMatch(view -> view.viewer() == viewer);
    }

    private void schedule(long since, View view, Sitting sitting) {
        sitting.next()
                .ifPresentOrElse(
                        step -> agenda.add(since + step.after(), view, sitting, step.act()),
                        () -> end(since, view, sitting));
    }

    private void end(long due, View view, Sitting sitting) {
        account.ended(tempo.wall(due), view);
        boolean returns = ends.nextDouble() < quirks.get(Switches.RESUME_SHARE);
        long after = SOONEST_RETURN + (long) (ends.nextDouble() * HOUR);
        if (returns) {
            agenda.add(due + after, view, sitting, new Act.Return());
        }
    }

    private long arrivalAfter(long due) {
        return BEGIN + scenario.next(due - BEGIN, chance.nextDouble());
    }

    private long deletionAfter(long due) {
        int rate = quirks.get(Switches.DELETIONS_PER_HOUR);
        return rate == 0 ? NEVER : due + 1 + (long) (-StrictMath.log(1 - deaths.nextDouble()) * HOUR / rate);
    }
}
