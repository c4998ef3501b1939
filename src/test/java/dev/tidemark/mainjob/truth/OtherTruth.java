package dev.tidemark.mainjob.truth;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is told of everything that is no view. */
final class OtherTruth {
    /** A series and the videos that it takes to complete it. */
    record Series(String id, Set<String> videos) {}

    private final Sight sight;
    private final Lines lines;

    OtherTruth(Sight sight, Lines lines) {
        this.sight = sight;
        this.lines = lines;
    }

    /** @param facts of one interaction */
    void interaction(List<Fact> facts) {
        Fact created = facts.getFirst();
        String subject = created.subject();
        String came = subject + (created.isResponse() ? " ResponseSubmitted" : " InteractionClicked");
        Optional<Instant> gone = first(facts, "interaction-deleted");
        gone.ifPresentOrElse(
                at -> lines.addGone(came, subject + " InteractionDeleted", sight.sees(created.at(), at)),
                () -> lines.add(came, Range.ONCE));
    }

    /**
     * A viewer whom nobody saw anonymous counts as identified by what she is known by at first: whether somebody
     * looked between is no part of the truth.
     *
     * @param facts of one viewer
     */
    void viewer(List<Fact> facts) {
        Fact created = facts.getFirst();
        String subject = created.subject();
        // Merged into another: under this id there is nobody any more.
        first(facts, "viewer-merged")
                .ifPresentOrElse(
                        at -> lines.addGone(
                                subject + " ViewerCreated", subject + " ViewerDeleted", sight.sees(created.at(), at)),
                        () -> lines.add(subject + " ViewerCreated", Range.ONCE));
        first(facts, "viewer-identified")
                .ifPresent(at -> lines.add(subject + " ViewerUpdated", Range.onceIf(sight.sees(created.at(), at))));
        for (Fact fact : facts) {
            if (!fact.is("viewer-merged")) {
                fact.text("value")
                        .ifPresent(value -> lines.addOnce(subject + " ViewerIdentified email " + value, true));
                fact.text("custom_id")
                        .ifPresent(value -> lines.addOnce(subject + " ViewerIdentified custom_id " + value, true));
            }
        }
    }

    void plinks(Collection<ViewTruth> views) {
        for (ViewTruth view : views) {
            view.plink().ifPresent(plink -> lines.addOnce("plink/" + plink + " PlinkFirstViewed", view.isSeen()));
        }
    }

    /** Surely so when every video was completed in a view that was surely seen complete, and was always hers. */
    void series(Collection<ViewTruth> views, List<Series> all) {
        Map<String, Set<String>> perhaps = new HashMap<>();
        Map<String, Set<String>> surely = new HashMap<>();
        for (ViewTruth view : views) {
            Optional<String> video = view.video().filter(_ -> view.completion().isPresent());
            boolean sure = view.viewers().size() == 1
                    && view.completion().filter(view::isSeen).isPresent();
            for (String viewer : view.viewers()) {
                video.ifPresent(id -> {
                    perhaps.computeIfAbsent(viewer, _ -> new HashSet<>()).add(id);
                    if (sure) {
                        surely.computeIfAbsent(viewer, _ -> new HashSet<>()).add(id);
                    }
                });
            }
        }
        for (Series series : all) {
            perhaps.forEach((viewer, videos) -> {
                if (videos.containsAll(series.videos())) {
                    boolean sure = surely.getOrDefault(viewer, Set.of()).containsAll(series.videos());
                    lines.add("series/" + series.id() + " SeriesCompleted " + viewer, Range.onceIf(sure));
                }
            });
        }
    }

    private static Optional<Instant> first(List<Fact> facts, String what) {
        return facts.stream().filter(fact -> fact.is(what)).map(Fact::at).findFirst();
    }
}
