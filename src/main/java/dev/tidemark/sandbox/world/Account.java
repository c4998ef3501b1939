package dev.tidemark.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.authored.Catalogue;
import dev.tidemark.sandbox.authored.Lessons;
import dev.tidemark.sandbox.authored.Showcase;
import dev.tidemark.sandbox.authored.Video;
import dev.tidemark.sandbox.row.Seed;
import dev.tidemark.sandbox.row.Times;
import dev.tidemark.sandbox.sharing.Bundle;
import dev.tidemark.sandbox.sharing.Furnishing;
import dev.tidemark.sandbox.sharing.Sharing;
import dev.tidemark.sandbox.sharing.Witness;
import dev.tidemark.sandbox.world.Course.Visit;
import dev.tidemark.sandbox.world.Sitting.Act;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rows of the account and what each act of a viewer does to them; whatever changes a row goes into the ledger. */
final class Account {
    private final Seed seed;
    private final String ownerId;
    private final Catalogue catalogue;
    private final Table<Viewer> viewers = new Table<>();
    private final Table<View> views = new Table<>();
    private final Table<Interaction> interactions = new Table<>();
    private final Related<View> viewsOf = new Related<>();
    private final Related<Interaction> interactionsOf = new Related<>();
    private final Ledger ledger = new Ledger();
    private final Sharing sharing;
    private final Optional<Course> course;

    Account(Seed seed, Scenario scenario) {
        this.seed = seed;
        this.ownerId = seed.uuid("owner", 0);
        boolean learning = scenario == Scenario.COURSE;
        this.catalogue = learning ? Lessons.of(seed, ownerId) : Showcase.of(seed, ownerId);
        this.sharing = new Sharing(seed, catalogue, new Sharer());
        this.course = learning ? Optional.of(course()) : Optional.empty();
        if (!learning) {
            Furnishing.showcase(sharing, catalogue, seed.start());
        }
    }

    private Course course() {
        return new Course(sharing, Furnishing.course(sharing, catalogue, seed.start()), seed, this::enrol);
    }

    private final class Sharer implements Witness {
        @Override
        public void fact(Instant at, String fact, String subject, ObjectNode detail) {
            ledger.deed(at, fact, subject, detail);
        }

        @Override
        public void joinedSeries(String seriesId, Video video) {
            viewsOf.join(seriesId, video.id());
            interactionsOf.join(seriesId, video.id());
        }
    }

    /** Somebody opens a video. */
    View open(Instant at, Random random, Predicate<Viewer> busy) {
        Visit visit = course.map(lessons -> lessons.next(at, random, busy))
                .orElseGet(() -> new Visit(someone(at, random, busy), sharing.entrance(random)));
        Viewer viewer = visit.viewer();
        View view = new View(seed.uuid("view", views.size()), visit.entrance(), viewer, at, random.nextInt(100) < 30);
        views.add(view);
        owners(view).forEach(owner -> viewsOf.add(owner, view));
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

    Sharing sharing() {
        return sharing;
    }

    /** By the id of a video, viewer, group or series. */
    List<View> viewsOf(String ownerId) {
        return viewsOf.of(ownerId);
    }

    /** By the id of a video, viewer, group, series or authored item. */
    List<Interaction> interactionsOf(String ownerId) {
        return interactionsOf.of(ownerId);
    }

    /** Whatever lists the view as its own. Nothing else ties a view to a series, so that its videos do. */
    private Stream<String> owners(View view) {
        Stream<String> direct =
                Stream.of(view.video().id(), view.viewer().id(), view.entrance().groupId());
        return Stream.concat(
                direct.filter(Objects::nonNull), sharing.seriesOf(view.video()).map(Bundle::id));
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
        return enrol(People.person(seed.random("person", n), n), at);
    }

    private Viewer enrol(People.Person person, Instant at) {
        Viewer viewer = new Viewer(seed.uuid("viewer", viewers.size()), ownerId, at, person);
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
        Stream.concat(owners(view), Stream.of(interaction.item().id()))
                .forEach(owner -> interactionsOf.add(owner, interaction));
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
