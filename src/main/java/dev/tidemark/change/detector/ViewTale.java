package dev.tidemark.change.detector;

import dev.tidemark.change.Fact;
import dev.tidemark.change.Observation;
import dev.tidemark.change.Related;
import dev.tidemark.change.RowState;
import dev.tidemark.change.SeriesVideos;
import dev.tidemark.change.StreamName;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventType;
import dev.tidemark.event.RowFacts;
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
    private final Observation observation;
    private final List<ChangeEvent> events = new ArrayList<>();

    ViewTale(View view, RowFacts facts, Related related, Observation observation) {
        this.view = view;
        this.facts = facts;
        this.related = related;
        this.observation = observation;
    }

    List<ChangeEvent> events() {
        return events;
    }

    static Observation.ViewRules rules(View view, Observation observation) {
        return view.videoToken()
                .map(observation.rulesByVideo()::get)
                .or(() -> view.videoId().map(observation.rulesByVideo()::get))
                .map(Objects::requireNonNull)
                .orElse(observation.rules());
    }

    /** What is known for good once the view has reached that percentage. */
    static Set<Fact> facts(View view, int reached, Observation observation) {
        Set<Fact> facts = new LinkedHashSet<>(Identities.of(view));
        view.plinkId().ifPresent(plink -> facts.add(new Fact(Fact.Kind.PLINK_VIEWED, plink, "")));
        if (reached >= rules(view, observation).completedAt()) {
            completion(view).ifPresent(facts::add);
        }
        return facts;
    }

    private static Optional<Fact> completion(View view) {
        return view.viewerId()
                .flatMap(viewer -> view.videoId().map(video -> new Fact(Fact.Kind.COMPLETED, viewer, video)));
    }

    void started() {
        add("", plain(EventType.VIEW_STARTED), view.started().or(view::createdAt));
    }

    void reopened(RowState state) {
        add(happening(state), plain(EventType.VIEW_REOPENED), view.updatedAt());
    }

    void updated(RowState state) {
        add(happening(state), plain(EventType.VIEW_UPDATED), view.updatedAt());
    }

    void identified() {
        events.addAll(Identities.told(view, facts, related, observation));
    }

    /** A P-Link is opened for the first time. */
    void opened() {
        view.plinkId()
                .filter(plink -> !related.knownFacts().contains(new Fact(Fact.Kind.PLINK_VIEWED, plink, "")))
                .ifPresent(plink -> events.add(Facts.event(
                        StreamName.PLINKS,
                        plink,
                        plink,
                        "",
                        new EventData.PlinkFirstViewed(facts, plink),
                        view.started().or(view::createdAt),
                        observation)));
    }

    void reached(int before, int now) {
        Observation.ViewRules rules = rules(view, observation);
        int threshold = rules.completedAt();
        for (int milestone : rules.milestones()) {
            if (before < milestone && milestone <= now && milestone <= threshold) {
                add("" + milestone, new EventData.ViewProgressed(facts, milestone), view.updatedAt());
            }
        }
        if (before < threshold && threshold <= now) {
            add("", new EventData.ViewCompleted(facts, threshold), view.updatedAt());
            completion(view).ifPresent(this::series);
        }
    }

    void ended(RowState state) {
        boolean completed = state.reached() >= rules(view, observation).completedAt();
        Optional<Instant> time = view.finished().or(view::updatedAt);
        add(happening(state), new EventData.ViewEnded(facts, completed), time);
        QuizTally.of(view, related.answers().getOrDefault(view.id(), List.of()))
                .ifPresent(tally -> add(happening(state), tally.told(facts), time));
    }

    private void series(Fact completion) {
        Set<String> done = new HashSet<>(related.completions().getOrDefault(completion.subject(), Set.of()));
        done.add(completion.detail());
        for (SeriesVideos series : related.series()) {
            if (series.videoIds().contains(completion.detail()) && done.containsAll(series.videoIds())) {
                events.add(Facts.event(
                        StreamName.SERIES,
                        series.id(),
                        series.id(),
                        completion.subject(),
                        new EventData.SeriesCompleted(
                                facts,
                                series.id(),
                                series.name().orElse(null),
                                series.videoIds().size()),
                        view.updatedAt(),
                        observation));
            }
        }
    }

    private EventData plain(EventType type) {
        return new EventData.Plain(type, facts);
    }

    static String happening(RowState state) {
        return state.revision() + "/" + state.hash();
    }

    private void add(String happening, EventData data, Optional<Instant> time) {
        events.add(Facts.event(StreamName.VIEWS, view.id(), view.id(), happening, data, time, observation));
    }
}
