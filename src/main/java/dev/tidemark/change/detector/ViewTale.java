package dev.tidemark.change.detector;

import dev.tidemark.change.Fact;
import dev.tidemark.change.Observation;
import dev.tidemark.change.Related;
import dev.tidemark.change.RowChange;
import dev.tidemark.change.RowState;
import dev.tidemark.change.SeriesVideos;
import dev.tidemark.change.StreamName;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventType;
import dev.tidemark.event.RowFacts;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.mindstamp.row.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The events of one view in their order: started, reopened, updated, progressed, completed, ended. */
final class ViewTale {
    private final View view;
    private final RowFacts facts;
    private final Related related;
    private final Set<Fact> before;
    private final Observation observation;
    private final List<ChangeEvent> events = new ArrayList<>();
    private final Set<Fact> learned = new LinkedHashSet<>();

    /** @param before what the view's own former form told already */
    ViewTale(View view, RowFacts facts, Related related, Set<Fact> before, Observation observation) {
        this.view = view;
        this.facts = facts;
        this.related = related;
        this.before = before;
        this.observation = observation;
    }

    List<ChangeEvent> events() {
        return events;
    }

    RowChange change(RowState state) {
        learned.addAll(facts(view, state.reached(), observation));
        return new RowChange(state, events, learned);
    }

    static Observation.ViewRules rules(View view, Observation observation) {
        if (observation.rulesByVideo().isEmpty()) {
            return observation.rules();
        }
        return view.videoToken()
                .map(observation.rulesByVideo()::get)
                .or(() -> view.videoId().map(observation.rulesByVideo()::get))
                .map(Objects::requireNonNull)
                .orElse(observation.rules());
    }

    /** What is known for good once the view has reached that percentage. */
    static Set<Fact> facts(View view, int reached, Observation observation) {
        Set<Fact> facts = new LinkedHashSet<>(Identities.of(view));
        plink(view).ifPresent(facts::add);
        if (reached >= rules(view, observation).completedAt()) {
            completion(view).ifPresent(facts::add);
        }
        return facts;
    }

    private static Optional<Fact> plink(View view) {
        return view.plinkId().filter(Row::isUsableId).map(plink -> new Fact(Fact.Kind.PLINK_VIEWED, plink, ""));
    }

    private static Optional<Fact> completion(View view) {
        return view.viewerId()
                .filter(Row::isUsableId)
                .flatMap(viewer -> view.videoId()
                        .filter(Row::isUsableId)
                        .map(video -> new Fact(Fact.Kind.COMPLETED, viewer, video)));
    }

    void started() {
        add("", plain(EventType.VIEW_STARTED), view.started().or(view::createdAt));
    }

    void reopened(RowState state) {
        add(Facts.happening(state), plain(EventType.VIEW_REOPENED), view.updatedAt());
    }

    void updated(RowState state) {
        add(Facts.happening(state), plain(EventType.VIEW_UPDATED), view.updatedAt());
    }

    void identified() {
        events.addAll(Identities.told(view, facts, this::isNew, observation));
    }

    /** A P-Link is opened for the first time. */
    void opened() {
        plink(view)
                .filter(this::isNew)
                .ifPresent(fact -> events.add(new Subject(StreamName.PLINKS, fact.subject())
                        .event(
                                "",
                                new EventData.PlinkFirstViewed(facts, fact.subject()),
                                view.started().or(view::createdAt),
                                observation)));
    }

    /** Milestones in ascending order; those above the threshold would come after the completion: there are none. */
    void reached(int from, int to) {
        Observation.ViewRules rules = rules(view, observation);
        int threshold = rules.completedAt();
        Optional<Instant> time = view.updatedAt().or(view::finished);
        for (int milestone : rules.milestones()) {
            if (from < milestone && milestone <= to && milestone <= threshold) {
                add("" + milestone, new EventData.ViewProgressed(facts, milestone), time);
            }
        }
        if (from < threshold && threshold <= to) {
            add("", new EventData.ViewCompleted(facts, threshold), time);
            completion(view).filter(this::isNew).ifPresent(this::completedSeries);
        }
    }

    void ended(RowState state) {
        boolean completed = state.reached() >= rules(view, observation).completedAt();
        Optional<Instant> time = view.finished().or(view::updatedAt);
        add(Facts.happening(state), new EventData.ViewEnded(facts, completed), time);
        QuizTally.of(view, related.answers().getOrDefault(view.id(), List.of()))
                .ifPresent(tally -> add(Facts.happening(state), tally.told(facts), time));
    }

    /** The series of which this video was the last that the viewer had not completed. */
    private void completedSeries(Fact completion) {
        String viewer = completion.subject();
        Set<String> done = new HashSet<>(related.completions().getOrDefault(viewer, Set.of()));
        done.add(completion.detail());
        for (SeriesVideos series : related.series()) {
            Fact all = new Fact(Fact.Kind.COMPLETED, viewer, "series/" + series.id());
            if (series.videoIds().contains(completion.detail())
                    && done.containsAll(series.videoIds())
                    && !done.contains(all.detail())) {
                learned.add(all);
                events.add(new Subject(StreamName.SERIES, series.id())
                        .event(viewer, completed(series), view.updatedAt(), observation));
            }
        }
    }

    private EventData completed(SeriesVideos series) {
        return new EventData.SeriesCompleted(
                facts,
                series.id(),
                series.name().orElse(null),
                series.videoIds().size());
    }

    private boolean isNew(Fact fact) {
        return !related.knownFacts().contains(fact) && !before.contains(fact);
    }

    private EventData plain(EventType type) {
        return new EventData.Plain(type, facts);
    }

    private void add(String happening, EventData data, Optional<Instant> time) {
        events.add(new Subject(StreamName.VIEWS, view.id()).event(happening, data, time, observation));
    }
}
