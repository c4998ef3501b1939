package dev.tidemark.sandbox.world;

import dev.tidemark.sandbox.quirk.Faults;
import dev.tidemark.sandbox.quirk.Quirks;
import dev.tidemark.sandbox.quirk.Switches;
import dev.tidemark.sandbox.quirk.Switches.RunningViews;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.row.Seed;
import dev.tidemark.sandbox.shelf.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * What is there and not yet to be seen: rows that a service shows late, and views that it shows only when they are over.
 * In wall clock time: it is the service that takes its time, not the viewers.
 */
final class Curtain {
    /** From the end of a view until it shows (mindstamp-api.md §3.1: about two minutes). */
    static final Duration AFTER_END = Duration.ofMinutes(2);

    private record Reveal(Instant due, long order, Runnable show) {}

    private final Table<View> views;
    private final Table<Interaction> interactions;
    private final Random chance;
    private final PriorityQueue<Reveal> reveals =
            new PriorityQueue<>(Comparator.comparing(Reveal::due).thenComparingLong(Reveal::order));
    private final Set<View> unseen = new LinkedHashSet<>();
    private Quirks quirks = Quirks.NONE;
    private long order;
    private long late;

    Curtain(Seed seed, Table<View> views, Table<Interaction> interactions) {
        this.views = views;
        this.interactions = interactions;
        this.chance = seed.random("late", 0);
    }

    void quirks(Instant now, Quirks changed) {
        quirks = changed;
        if (changed.get(Switches.RUNNING_VIEWS) == RunningViews.VISIBLE) {
            List.copyOf(unseen).forEach(view -> show(now, view));
        }
    }

    void opened(View view) {
        if (quirks.get(Switches.RUNNING_VIEWS) == RunningViews.AFTER_END) {
            views.addHidden(view);
            unseen.add(view);
        } else {
            enter(views, view);
        }
    }

    void happened(Interaction interaction) {
        if (unseen.contains(interaction.view())) {
            interactions.addHidden(interaction);
        } else {
            enter(interactions, interaction);
        }
    }

    void ended(Instant at, View view) {
        if (unseen.contains(view)) {
            Instant due = at.plus(AFTER_END);
            reveals.add(new Reveal(due, order++, () -> show(due, view)));
        }
    }

    <R extends Row> void enter(Table<R> table, R row) {
        double drawn = chance.nextDouble();
        long lag = 1 + (long) (chance.nextDouble() * 1_000 * quirks.get(Faults.LATE_SECONDS));
        if (drawn < quirks.get(Faults.LATE_SHARE)) {
            late++;
            table.addHidden(row);
            Instant due = row.createdAt().plusMillis(lag);
            reveals.add(new Reveal(due, order++, () -> table.reveal(due, row)));
        } else {
            table.add(row);
        }
    }

    /** When something comes to light next. */
    Instant due() {
        Reveal next = reveals.peek();
        return next == null ? Instant.MAX : next.due();
    }

    void raise() {
        reveals.remove().show().run();
    }

    /** How many rows were late so far. */
    long late() {
        return late;
    }

    private void show(Instant at, View view) {
        if (unseen.remove(view)) {
            views.reveal(at, view);
            view.interactions().forEach(interaction -> interactions.reveal(at, interaction));
        }
    }
}
