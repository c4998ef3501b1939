package dev.tidemark.change.detector;

import dev.tidemark.change.ChangeDetector;
import dev.tidemark.change.ChangeSet;
import dev.tidemark.change.Coverage;
import dev.tidemark.change.Fact;
import dev.tidemark.change.Observation;
import dev.tidemark.change.Observation.FirstWalk;
import dev.tidemark.change.Observation.ViewRules;
import dev.tidemark.change.Questions;
import dev.tidemark.change.Related;
import dev.tidemark.change.RowState;
import dev.tidemark.change.SeriesVideos;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.mindstamp.row.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** A stream as a detector sees it: what was seen stays known, and only what it asks for is answered. */
final class Scene<R extends Row> {
    static final Instant CUTOFF = Instant.parse("2026-01-01T05:00:00Z");
    private static final ViewRules RULES = new ViewRules(90, List.of(25, 50, 75), Duration.ofMinutes(15));

    private final ChangeDetector<R> detector;
    private final Map<String, RowState> known = new HashMap<>();
    private final Set<Fact> facts = new HashSet<>();
    private final Map<String, List<byte[]>> answers = new HashMap<>();
    private final List<SeriesVideos> series = new ArrayList<>();
    private Observation observation;

    Scene(ChangeDetector<R> detector) {
        this.detector = detector;
        Instant now = CUTOFF.plusSeconds(60);
        this.observation = new Observation(
                "default", false, CUTOFF, FirstWalk.BASELINE, RULES, Map.of(), Coverage.NONE, now, now, now);
    }

    Instant now() {
        return observation.now();
    }

    Observation observation() {
        return observation;
    }

    Scene<R> observing(Observation other) {
        observation = other;
        return this;
    }

    /** The clock of the source is off by so much. */
    Scene<R> sourceClock(Duration ahead) {
        Observation o = observation;
        return observing(new Observation(
                o.account(),
                o.learning(),
                o.cutoff(),
                o.firstWalk(),
                o.rules(),
                o.rulesByVideo(),
                o.coverage(),
                o.askedAt(),
                o.now(),
                o.now().plus(ahead)));
    }

    /** The first round of the stream is not over, and history is told or not. */
    Scene<R> learning(FirstWalk firstWalk) {
        return observing(new Observation(
                "default", true, CUTOFF, firstWalk, RULES, Map.of(), observation.coverage(), now(), now(), now()));
    }

    Scene<R> covered(Coverage coverage) {
        return observing(new Observation(
                "default",
                observation.learning(),
                CUTOFF,
                observation.firstWalk(),
                RULES,
                Map.of(),
                coverage,
                now(),
                now(),
                now()));
    }

    Scene<R> ruled(Map<String, ViewRules> byVideo) {
        return observing(new Observation(
                "default", false, CUTOFF, FirstWalk.BASELINE, RULES, byVideo, Coverage.NONE, now(), now(), now()));
    }

    Scene<R> later(Duration step) {
        Observation o = observation;
        Instant now = o.now().plus(step);
        return observing(new Observation(
                o.account(),
                o.learning(),
                o.cutoff(),
                o.firstWalk(),
                o.rules(),
                o.rulesByVideo(),
                o.coverage(),
                now,
                now,
                now));
    }

    Scene<R> later(int seconds) {
        return later(Duration.ofSeconds(seconds));
    }

    /** Known from another stream. */
    Scene<R> knowing(Fact fact) {
        facts.add(fact);
        return this;
    }

    /** The view's interactions as they are stored. */
    Scene<R> answered(String view, List<byte[]> stored) {
        answers.put(view, stored);
        return this;
    }

    Scene<R> series(SeriesVideos... all) {
        series.addAll(List.of(all));
        return this;
    }

    /** Told once and for all, in whichever stream. */
    Set<Fact> facts() {
        return facts;
    }

    Map<String, RowState> states() {
        return known;
    }

    RowState known(String id) {
        return Objects.requireNonNull(known.get(id), id);
    }

    Scene<R> knowing(RowState state) {
        known.put(state.rowId(), state);
        return this;
    }

    @SafeVarargs
    final List<ChangeEvent> see(R... rows) {
        return page(rows).events();
    }

    /** A page, newest first. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    final ChangeSet page(R... rows) {
        return page(List.of(rows));
    }

    ChangeSet page(List<R> rows) {
        ChangeSet.Draft<R> draft = ChangeSet.draft(detector, rows, known, observation);
        ChangeSet changes = draft.changes(related(draft.questions()));
        changes.created().forEach(this::knowing);
        changes.changed().forEach(this::knowing);
        changes.seen().forEach(id -> knowing(known(id).seen(now(), known(id).keys())));
        facts.addAll(changes.facts());
        return changes;
    }

    List<ChangeEvent> gone(String id) {
        ChangeSet changes = ChangeSet.gone(detector, List.of(known(id)), observation);
        changes.changed().forEach(this::knowing);
        return changes.events();
    }

    private Related related(Questions asked) {
        Map<String, Set<String>> completions =
                asked.completionsOfViewers().stream().collect(Collectors.toMap(viewer -> viewer, this::completedBy));
        return new Related(
                asked.answersOfViews().stream()
                        .filter(answers::containsKey)
                        .collect(Collectors.toMap(view -> view, answers::get)),
                asked.facts().stream().filter(facts::contains).collect(Collectors.toSet()),
                completions,
                completions.isEmpty() ? List.of() : series);
    }

    private Set<String> completedBy(String viewer) {
        return facts.stream()
                .filter(fact ->
                        fact.kind() == Fact.Kind.COMPLETED && fact.subject().equals(viewer))
                .map(Fact::detail)
                .collect(Collectors.toSet());
    }
}
