package dev.tidemark.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.authored.Catalogue;
import dev.tidemark.sandbox.authored.Lessons;
import dev.tidemark.sandbox.authored.Showcase;
import dev.tidemark.sandbox.authored.Video;
import dev.tidemark.sandbox.quirk.Faults;
import dev.tidemark.sandbox.quirk.Quirks;
import dev.tidemark.sandbox.quirk.Switches;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.row.Seed;
import dev.tidemark.sandbox.row.Times;
import dev.tidemark.sandbox.sharing.Bundle;
import dev.tidemark.sandbox.sharing.Furnishing;
import dev.tidemark.sandbox.sharing.Sharing;
import dev.tidemark.sandbox.sharing.Witness;
import dev.tidemark.sandbox.shelf.Facet;
import dev.tidemark.sandbox.shelf.Shelf;
import dev.tidemark.sandbox.shelf.Table;
import dev.tidemark.sandbox.sitting.Sitting.Act;
import dev.tidemark.sandbox.world.Course.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of the account and what each act of a viewer does to them; whatever changes a row goes into the ledger. */
final class Account {
    private final Seed seed;
    private final String ownerId;
    private final Catalogue catalogue;
    private final Table<Viewer> viewers = new Table<>();
    private final Table<View> views = new Table<>();
    private final Table<Interaction> interactions = new Table<>();
    private final Facet<View> viewsOf;
    private final Facet<Interaction> interactionsOf;
    private final Ledger ledger = new Ledger();
    private final Curtain curtain;
    private final Introductions introductions;
    private final Sharing sharing;
    private final Optional<Course> course;
    private @Nullable Facet<Interaction> withAuthored;

    Account(Seed seed, Scenario scenario) {
        this.seed = seed;
        this.ownerId = seed.uuid("owner", 0);
        boolean learning = scenario == Scenario.COURSE;
        this.catalogue = learning ? Lessons.of(seed, ownerId) : Showcase.of(seed, ownerId);
        this.sharing = new Sharing(seed, catalogue, new Sharer());
        this.viewsOf = views.by(view -> owners(view, view.viewer().id()));
        this.interactionsOf = interactions.by(row -> {
            List<String> owners = new ArrayList<>(owners(row.view(), row.viewerId()));
            owners.add(row.item().id());
            return owners;
        });
        this.curtain = new Curtain(seed, views, interactions);
        this.introductions = new Introductions(seed, viewers, views, ledger);
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

    void quirks(Instant now, Quirks changed) {
        introductions.quirks(changed);
        curtain.quirks(now, changed);
        boolean stay = changed.get(Switches.DELETION) == Switches.Deletion.NULLED;
        boolean past = changed.get(Faults.STALE_SHARE) > 0;
        for (Table<?> table : tables()) {
            table.deletedStay(stay);
            table.keepPast(past);
        }
    }

    /** Somebody opens a video. */
    View open(Instant at, Random random, Predicate<Viewer> busy) {
        Visit visit = course.map(lessons -> lessons.next(at, random, busy))
                .orElseGet(() -> new Visit(someone(at, random, busy), sharing.entrance(random)));
        return open(at, visit, random.nextInt(100) < 30);
    }

    /** The same viewer comes to the same video once more. */
    View again(Instant at, View before) {
        return open(at, new Visit(before.viewer(), before.entrance()), false);
    }

    private View open(Instant at, Visit visit, boolean fullscreen) {
        Viewer viewer = visit.viewer();
        View view = new View(seed.uuid("view", views.created()), visit.entrance(), viewer, at, fullscreen);
        if (viewers.find(viewer.id()).isEmpty()) {
            curtain.enter(viewers, viewer);
            ledger.viewerCreated(at, view);
        }
        curtain.opened(view);
        viewer.views().add(view);
        ledger.viewCreated(at, view);
        return view;
    }

    void apply(Instant at, View view, Act act) {
        switch (act) {
            case Act.Heartbeat heartbeat -> change(at, view, () -> view.heartbeat(at, heartbeat.progress()));
            case Act.Engagement engagement -> engage(at, view, engagement);
            case Act.Introduction _ -> introductions.introduce(at, view);
            case Act.Return _ -> {
                ledger.viewResumed(at, view);
                change(at, view, () -> view.reopened(at));
            }
        }
    }

    /** With the last act of a sitting. */
    void ended(Instant at, View view) {
        ledger.viewEnded(at, view);
        curtain.ended(at, view);
    }

    /** What was done in it goes as well. */
    void delete(Instant at, View view) {
        for (Interaction interaction : view.interactions()) {
            interactions.delete(at, interaction);
            ledger.interactionDeleted(at, interaction);
        }
        views.delete(at, view);
        view.viewer().views().remove(view);
        ledger.viewDeleted(at, view);
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
    Shelf viewsOf(String ownerId) {
        return viewsOf.rows(ownerId);
    }

    /** By the id of a video, viewer, group, series or authored item. */
    Shelf interactionsOf(String ownerId) {
        return interactionsOf.rows(ownerId);
    }

    /** Whatever lists a view or what was done in it. Nothing ties a view to a series, so that its videos do. */
    private List<String> owners(View view, String viewerId) {
        Stream<String> direct =
                Stream.of(view.video().id(), viewerId, view.entrance().groupId());
        Stream<String> series = sharing.seriesOf(view.video()).map(Bundle::id);
        return Stream.concat(direct.filter(Objects::nonNull), series).toList();
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

    /** What is to be seen of it. */
    List<? extends Row> interactionsOfView(String viewId) {
        return views.find(viewId).map(View::interactions).orElse(List.of()).stream()
                .flatMap(interaction -> interactions.shown(interaction.id()).stream())
                .toList();
    }

    /** What viewers did among what authors made. */
    Shelf withAuthored() {
        if (withAuthored == null) {
            Facet<Interaction> all = interactions.by(_ -> List.of(""));
            catalogue.items().forEach(item -> all.stand("", item));
            withAuthored = all;
        }
        return withAuthored.rows("");
    }

    Curtain curtain() {
        return curtain;
    }

    List<Table<?>> tables() {
        return List.of(views, interactions, viewers);
    }

    /** Every fifth comes back, unless she is still there. */
    private Viewer someone(Instant at, Random random, Predicate<Viewer> busy) {
        int known = viewers.living().size();
        if (known > 0 && random.nextInt(100) < 20) {
            Viewer viewer = viewers.living().get(random.nextInt(known));
            if (!busy.test(viewer)) {
                return viewer;
            }
        }
        int n = viewers.created();
        return enrol(People.person(seed.random("person", n), n), at);
    }

    /** She gets into the account with her first view. */
    private Viewer enrol(People.Person person, Instant at) {
        return new Viewer(seed.uuid("viewer", viewers.created()), ownerId, at, person);
    }

    private void engage(Instant at, View view, Act.Engagement engagement) {
        Interaction interaction = new Interaction(
                seed.uuid("interaction", interactions.created()),
                at,
                view,
                view.viewer().id(),
                view.identity(),
                view.variables(),
                engagement.item(),
                engagement.value());
        curtain.happened(interaction);
        ledger.interactionCreated(interaction);
        change(at, view, () -> view.engaged(interaction));
    }

    private void change(Instant at, View view, Runnable change) {
        ledger.viewChanges(at, view, () -> views.change(at, view, change));
    }
}
