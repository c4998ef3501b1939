package dev.tidemark.simulation;

import dev.tidemark.change.RowState;
import dev.tidemark.change.detector.Detectors;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventType;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.poll.list.ListOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a world that came to rest (detection.md B6): P1 every row that is there is known as it is; P2 each
 * is told to be new once; P3 revisions have no gap (held by the tables themselves); P4 nothing that is there was told to
 * be gone; P5 what was known and went was told to be gone; P6 the budget (held by the API itself); P7 who reads the
 * events alone knows milestones, completion and end as they are, in their order; P8
 * a round of each list that began in the quiet makes all known as it is.
 */
final class Verdicts {
    private final Simulation simulation;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Map<EventType, List<Simulation.Told>>> told = new HashMap<>();

    private Verdicts(Simulation simulation) {
        this.simulation = simulation;
        for (Simulation.Told one : simulation.journal.values()) {
            String subject = one.event().subject();
            told.computeIfAbsent(subject.substring(subject.indexOf('/') + 1), _ -> new EnumMap<>(EventType.class))
                    .computeIfAbsent(one.event().type(), _ -> new ArrayList<>())
                    .add(one);
        }
    }

    static List<String> of(Simulation simulation) {
        Verdicts verdicts = new Verdicts(simulation);
        simulation.world.all().values().forEach(verdicts::judge);
        // Without any order no round is whole.
        if (simulation.world.order() != ListOrder.UNORDERED) {
            verdicts.violations.addAll(simulation.notConverged());
        }
        return verdicts.violations;
    }

    /** P8: rows that are there and not known as they are. */
    static List<String> ofKnown(Simulation simulation) {
        Verdicts verdicts = new Verdicts(simulation);
        simulation.world.all().values().stream()
                .filter(row -> !row.isDeleted() && !simulation.world.isBroken(row))
                // An earlier date than before is a stale copy's, until it lasts for an hour.
                .filter(row -> !row.isDatedBack(simulation.sourceNow()))
                .forEach(row -> verdicts.judgeKnown(row, simulation.known(row), "P8"));
        return verdicts.violations;
    }

    /** P4: what was told to be gone and was not. */
    static List<String> ofDeletions(Simulation simulation) {
        Verdicts verdicts = new Verdicts(simulation);
        simulation
                .world
                .all()
                .values()
                .forEach(row -> verdicts.expect(
                        verdicts
                                .events(row, row.isView() ? EventType.VIEW_DELETED : EventType.INTERACTION_DELETED)
                                .stream()
                                .noneMatch(one -> one.at().isBefore(row.deletedAt())),
                        "P4 told gone",
                        row));
        return verdicts.violations;
    }

    private void judge(ModelRow row) {
        EventType created = row.isView() ? EventType.VIEW_STARTED : EventType.RESPONSE_SUBMITTED;
        EventType deleted = row.isView() ? EventType.VIEW_DELETED : EventType.INTERACTION_DELETED;
        RowState known = simulation.known(row);
        if (simulation.world.isBroken(row)) {
            expect(known == null && !told.containsKey(row.id), "P4 told of what never came", row);
            return;
        }
        if (row.isDeleted()) {
            judgeDeleted(row, known, deleted);
            return;
        }
        judgeKnown(row, known, "P1");
        if (known == null) {
            return;
        }
        expect(count(row, deleted) == 0, "P4 told gone", row);
        int news = count(row, created);
        boolean history = isHistory(row, news);
        expect(news == (history ? 0 : 1), "P2 told new " + news + " times", row);
        if (row.isView()) {
            judgeView(row, history);
        }
    }

    /**
     * From before the account was first looked at, by the source's own dates. What has none is history when it is found
     * while the list is learned: nobody can say more of what was there at some time of that.
     */
    private boolean isHistory(ModelRow row, int news) {
        return row.isUndated()
                ? row.visibleAt.isBefore(simulation.liveSince(row)) && news == 0
                : row.createdAt.isBefore(simulation.world.atSource(simulation.world.start()));
    }

    private void judgeKnown(ModelRow row, @Nullable RowState known, String property) {
        expect(known != null && known.phase() != RowState.Phase.GONE, property + " unknown", row);
        if (known != null) {
            Instant now = simulation.clock.instant();
            String hash = row.isView()
                    ? Detectors.VIEWS.hash(new View(row.id, row.json(now)))
                    : Detectors.INTERACTIONS.hash(new Interaction(row.id, row.json(now)));
            expect(known.hash().equals(hash), property + " known otherwise", row);
        }
    }

    private void judgeDeleted(ModelRow row, RowState known, EventType deleted) {
        if (known == null) {
            expect(count(row, deleted) == 0, "P4 told gone, never known", row);
            return;
        }
        // Without any order only chance shows that a row is missing: told, but nobody can say when.
        if (simulation.world.order() != ListOrder.UNORDERED) {
            expect(known.phase() == RowState.Phase.GONE, "P5 not known to be gone", row);
            expect(count(row, deleted) == 1, "P5 told gone " + count(row, deleted) + " times", row);
        }
        expect(
                events(row, deleted).stream().noneMatch(one -> one.at().isBefore(row.deletedAt())),
                "P4 told gone too early",
                row);
    }

    private void judgeView(ModelRow row, boolean history) {
        int reached = row.last().percentage();
        // As it was when it was first seen as history: somewhere between the two.
        int least = history ? row.at(firstSeen(row)).percentage() : -1;
        int most = history ? row.at(lastSeenFirst(row)).percentage() : -1;
        for (int milestone : new int[] {25, 50, 75}) {
            long times = events(row, EventType.VIEW_PROGRESSED).stream()
                    .filter(one -> ((EventData.ViewProgressed) one.event().data()).milestone() == milestone)
                    .count();
            expect(isRight(times, milestone, least, most, reached), "P7 milestone " + milestone, row);
        }
        int completed = count(row, EventType.VIEW_COMPLETED);
        expect(isRight(completed, 90, least, most, reached), "P7 completed " + completed, row);
        List<Simulation.Told> ends = events(row, EventType.VIEW_ENDED);
        if (!history) {
            expect(!ends.isEmpty(), "P7 no end", row);
        }
        if (!ends.isEmpty()) {
            EventData.ViewEnded last =
                    (EventData.ViewEnded) ends.getLast().event().data();
            int told = last.facts().row().path("percentage").asInt(-1);
            expect(told == reached, "P7 last end tells " + told + " instead of " + reached, row);
            List<Simulation.Told> starts = events(row, EventType.VIEW_STARTED);
            expect(
                    starts.isEmpty()
                            || !starts.getFirst().at().isAfter(ends.getFirst().at()),
                    "P7 ended before it started",
                    row);
        }
        expect(
                count(row, EventType.VIEW_REOPENED) <= Math.max(1, ends.size()),
                "P7 reopened more often than ended",
                row);
    }

    private static boolean isRight(long times, int milestone, int least, int most, int reached) {
        boolean mustNot = milestone <= least || milestone > reached;
        boolean must = milestone > most && milestone <= reached;
        return times == (must ? 1 : 0) || (times == 1 && !mustNot);
    }

    private Instant firstSeen(ModelRow row) {
        return row.visibleAt.isAfter(simulation.world.start()) ? row.visibleAt : simulation.world.start();
    }

    private Instant lastSeenFirst(ModelRow row) {
        return row.isUndated() ? simulation.liveSince(row) : simulation.world.start();
    }

    private List<Simulation.Told> events(ModelRow row, EventType type) {
        return told.getOrDefault(row.id, Map.of()).getOrDefault(type, List.of());
    }

    private int count(ModelRow row, EventType type) {
        return events(row, type).size();
    }

    private void expect(boolean holds, String what, ModelRow row) {
        if (!holds && violations.size() < 20) {
            violations.add(what + ": " + row.id + " created " + row.createdAt + " visible " + row.visibleAt + " last "
                    + row.last() + (row.isDeleted() ? " deleted " + row.deletedAt() : ""));
        }
    }
}
