package dev.tidemark.mainjob.truth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One view from its facts, in order. */
final class ViewTruth {
    private static final int[] MILESTONES = {25, 50, 75};
    private static final int COMPLETED_AT = 90;

    private final List<Fact> facts;
    private final Sight sight;
    /** Only those that are any to a reader. */
    private final List<Change> changes = new ArrayList<>();

    private final Instant until;

    ViewTruth(List<Fact> facts, Sight sight) {
        this.facts = facts;
        this.sight = sight;
        this.until = facts.stream()
                .filter(fact -> fact.is("view-deleted"))
                .map(Fact::at)
                .findFirst()
                .orElse(Instant.MAX);
        changes.add(Change.begin(facts.getFirst().at()));
        for (Fact fact : facts) {
            Change change = Change.of(fact, changes.getLast());
            if (change.isAny()) {
                changes.add(change);
            }
        }
    }

    /** Whether somebody read it before it was gone. */
    boolean isSeen() {
        return isSeen(changes.getFirst());
    }

    Optional<String> video() {
        return facts.getFirst().text("video");
    }

    Optional<String> plink() {
        return facts.getFirst().text("plink");
    }

    /** Empty when it never was. */
    Optional<Change> completion() {
        return reaching(COMPLETED_AT);
    }

    boolean isSeen(Change change) {
        return sight.sees(change.at(), until);
    }

    /** Whose view it was at any time. */
    List<String> viewers() {
        return facts.stream()
                .flatMap(fact -> fact.text("viewer").stream())
                .distinct()
                .toList();
    }

    void tell(Lines lines) {
        String view = facts.getFirst().subject() + " ";
        if (until.equals(Instant.MAX)) {
            lines.add(view + "ViewStarted", Range.ONCE);
        } else {
            lines.addGone(view + "ViewStarted", view + "ViewDeleted", isSeen());
        }
        for (int milestone : MILESTONES) {
            reaching(milestone)
                    .ifPresent(change -> lines.add(view + "ViewProgressed " + milestone, Range.onceIf(isSeen(change))));
        }
        completion()
                .ifPresent(change -> lines.add(view + "ViewCompleted " + COMPLETED_AT, Range.onceIf(isSeen(change))));
        lines.add(view + "ViewUpdated", updates());
        Map<Episodes.Told, Range> episodes = episodes();
        lines.add(view + "ViewReopened", episodes.get(Episodes.Told.REOPENED));
        lines.add(view + "ViewEnded false", episodes.get(Episodes.Told.ENDED));
        lines.add(view + "ViewEnded true", episodes.get(Episodes.Told.ENDED_COMPLETED));
        lines.add(view + "QuizScored", episodes.get(Episodes.Told.SCORED));
    }

    private Optional<Change> reaching(int percentage) {
        return changes.stream()
                .filter(change -> change.percentage() >= percentage)
                .findFirst();
    }

    /**
     * Each can be told by itself. Those between two looks are told as one, and those before the first look not at all:
     * so one is due for each that comes surely after a look and surely after the one that is counted before it. None is
     * undone later: people get known, and answers more.
     */
    private Range updates() {
        int least = 0;
        int most = 0;
        Instant looked = changes.getFirst().at();
        for (Change change : changes) {
            if (change.other()) {
                most++;
                if (sight.sees(looked, change.at()) && isSeen(change)) {
                    least++;
                    looked = change.at();
                }
            }
        }
        return new Range(least, most);
    }

    /** Nobody may have seen what happened shortly before the end: then only what led there is sure. */
    private Map<Episodes.Told, Range> episodes() {
        Map<Episodes.Told, Range> all = Episodes.of(changes, until, sight);
        List<Change> seen = changes.stream().filter(this::isSeen).toList();
        if (seen.size() == changes.size()) {
            return all;
        }
        Instant unseen = changes.get(seen.size()).at();
        Map<Episodes.Told, Range> sure = seen.isEmpty() ? Map.of() : Episodes.of(seen, unseen, sight);
        all.replaceAll(
                (told, range) -> new Range(sure.getOrDefault(told, Range.NEVER).least(), range.most()));
        return all;
    }
}
