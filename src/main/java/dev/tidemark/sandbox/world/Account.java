package dev.tidemark.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.authored.Catalogue;
import dev.tidemark.sandbox.authored.Showcase;
import dev.tidemark.sandbox.authored.Video;
import dev.tidemark.sandbox.row.Seed;
import dev.tidemark.sandbox.row.Times;
import dev.tidemark.sandbox.world.Sitting.Act;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Predicate;

/** The rows of the account and what each act of a viewer does to them; whatever changes a row goes into the ledger. */
final class Account {
    private final Seed seed;
    private final String ownerId;
    private final Catalogue catalogue;
    private final Table<Viewer> viewers = new Table<>();
    private final Table<View> views = new Table<>();
    private final Table<Interaction> interactions = new Table<>();
    private final Ledger ledger = new Ledger();

    Account(Seed seed) {
        this.seed = seed;
        this.ownerId = seed.uuid("owner", 0);
        this.catalogue = Showcase.of(seed, ownerId);
    }

    /** Somebody opens a video. */
    View open(Instant at, Random random, Predicate<Viewer> busy) {
        Viewer viewer = someone(at, random, busy);
        Video video = catalogue.videos().get(random.nextInt(catalogue.videos().size()));
        View view = new View(seed.uuid("view", views.size()), video, viewer, at, random.nextInt(100) < 30);
        views.add(view);
        viewer.views().add(view);
        ledger.viewCreated(at, view);
        return view;
    }

    void apply(Instant at, View view, Act act) {
        switch (act) {
            case Act.Heartbeat heartbeat -> {
                view.heartbeat(at, heartbeat.progress());
                ledger.viewChanged(at, view);
            }
            case Act.Engagement engagement -> engage(at, view, engagement);
            case Act.Introduction _ -> introduce(at, view);
        }
    }

    /** Invented: no field of a user is publicly known. */
    ObjectNode owner() {
        String since = Times.iso(seed.start().minus(Duration.ofDays(400)));
        return Json.object()
                .put("id", ownerId)
                .put("name", "Sandbox Owner")
                .put("email", "owner@sandbox.example")
                .put("created_at", since)
                .put("updated_at", since);
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Table<Viewer> viewers() {
        return viewers;
    }

    Table<View> views() {
        return views;
    }

    Table<Interaction> interactions() {
        return interactions;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Every fifth comes back, unless she is still there. */
    private Viewer someone(Instant at, Random random, Predicate<Viewer> busy) {
        int n = viewers.size();
        if (n > 0 && random.nextInt(100) < 20) {
            Viewer known = viewers.get(random.nextInt(n));
            if (!busy.test(known)) {
                return known;
            }
        }
        Viewer viewer = new Viewer(seed.uuid("viewer", n), ownerId, at, People.person(seed.random("person", n), n));
        viewers.add(viewer);
        return viewer;
    }

    private void engage(Instant at, View view, Act.Engagement engagement) {
        Interaction interaction = new Interaction(
                seed.uuid("interaction", interactions.size()),
                at,
                view,
                view.viewer().identity(),
                view.variables(),
                engagement.item(),
                engagement.value());
        interactions.add(interaction);
        view.engaged(interaction);
        ledger.interactionCreated(interaction);
        ledger.viewChanged(at, view);
    }

    /** Her earlier views tell it too: one viewer, known under the same id throughout. */
    private void introduce(Instant at, View view) {
        Viewer viewer = view.viewer();
        if (viewer.anonymous()) {
            viewer.identify(at);
            ledger.viewerIdentified(at, view);
            for (View hers : viewer.views()) {
                hers.touched(at);
                ledger.viewChanged(at, hers);
            }
        }
    }
}
