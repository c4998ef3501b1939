package dev.tidemark.sandbox.world;

import dev.tidemark.sandbox.quirk.Quirks;
import dev.tidemark.sandbox.quirk.Switches;
import dev.tidemark.sandbox.row.Seed;
import dev.tidemark.sandbox.shelf.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What becomes of a viewer and her views when she says who she is. */
final class Introductions {
    private final Seed seed;
    private final Table<Viewer> viewers;
    private final Table<View> views;
    private final Ledger ledger;
    private Quirks quirks = Quirks.NONE;
    private int merges;

    Introductions(Seed seed, Table<Viewer> viewers, Table<View> views, Ledger ledger) {
        this.seed = seed;
        this.viewers = viewers;
        this.views = views;
        this.ledger = ledger;
    }

    void quirks(Quirks changed) {
        quirks = changed;
    }

    void introduce(Instant at, View view) {
        Viewer viewer = view.viewer();
        if (viewer.anonymous()) {
            switch (quirks.get(Switches.IDENTIFICATION)) {
                case SAME_VIEWER -> identify(at, view, viewer.views());
                case OLD_VIEWS_UNTOUCHED -> identify(at, view, List.of(view));
                case MERGE ->
                    known().ifPresentOrElse(other -> merge(at, view, other), () -> identify(at, view, viewer.views()));
            }
        }
    }

    /** @param told those of her views that tell it too */
    private void identify(Instant at, View view, List<View> told) {
        Viewer viewer = view.viewer();
        viewers.change(at, viewer, () -> viewer.identify(at));
        ledger.viewerIdentified(at, view);
        told.forEach(hers -> tell(at, hers, viewer));
    }

    /** She turns out to be somebody known; under her first id there is nobody any more. */
    private void merge(Instant at, View view, Viewer other) {
        Viewer viewer = view.viewer();
        ledger.viewerMerged(at, view, other);
        viewer.views().forEach(hers -> tell(at, hers, other));
        other.views().addAll(viewer.views());
        viewers.delete(at, viewer);
    }

    private void tell(Instant at, View view, Viewer viewer) {
        ledger.viewChanges(at, view, () -> views.moveTo(at, view, () -> view.toldBy(at, viewer)));
    }

    /** Somebody who is known already: one of every two or three is, so a few tries are enough. */
    private Optional<Viewer> known() {
        return seed.random("merge", merges++)
                .ints(40, 0, viewers.living().size())
                .mapToObj(viewers.living()::get)
                .filter(viewer -> !viewer.anonymous())
                .findFirst();
    }
}
