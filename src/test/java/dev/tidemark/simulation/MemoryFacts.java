package dev.tidemark.simulation;

import dev.tidemark.change.Fact;
import dev.tidemark.change.Questions;
import dev.tidemark.change.Related;
import dev.tidemark.change.RowState;
import dev.tidemark.change.SeriesVideos;
import dev.tidemark.change.StreamName;
import dev.tidemark.platform.Json;
import dev.tidemark.poll.state.RowStates;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was learned once and for all, and what of other rows the detection of a page needs, in memory. */
final class MemoryFacts {
    private final Function<RowStates.Of, RowTable> tables;
    private final Map<String, Set<Fact>> learned = new HashMap<>();

    MemoryFacts(Function<RowStates.Of, RowTable> tables) {
        this.tables = tables;
    }

    void learn(String account, Collection<Fact> facts) {
        learned.computeIfAbsent(account, _ -> new HashSet<>()).addAll(facts);
    }

    Related related(String account, Questions questions) {
        Set<Fact> facts = learned.getOrDefault(account, Set.of());
        Set<Fact> known = new HashSet<>(questions.facts());
        known.retainAll(facts);
        boolean completes = !questions.completionsOfViewers().isEmpty();
        return new Related(
                answers(account, questions.answersOfViews()),
                known,
                completes ? completions(facts, questions.completionsOfViewers()) : Map.of(),
                completes ? series(account) : List.of());
    }

    /** Views without an answer are left out. */
    private Map<String, List<byte[]>> answers(String account, Set<String> views) {
        RowTable interactions = tables.apply(new RowStates.Of(account, StreamName.INTERACTIONS));
        return views.stream()
                .flatMap(view -> interactions.ofOwner(view).stream())
                .collect(Collectors.groupingBy(
                        RowState::owner, Collectors.mapping(RowState::fields, Collectors.toList())));
    }

    private static Map<String, Set<String>> completions(Set<Fact> facts, Set<String> viewers) {
        return facts.stream()
                .filter(fact -> fact.kind() == Fact.Kind.COMPLETED && viewers.contains(fact.subject()))
                .collect(Collectors.groupingBy(Fact::subject, Collectors.mapping(Fact::detail, Collectors.toSet())));
    }

    private List<SeriesVideos> series(String account) {
        RowTable series = tables.apply(new RowStates.Of(account, StreamName.SERIES));
        RowTable videos = tables.apply(new RowStates.Of(account, StreamName.SERIES_VIDEOS));
        return videos.owners().stream()
                .map(id -> new SeriesVideos(
                        id,
                        series.row(id).flatMap(MemoryFacts::name),
                        videos.ofOwner(id).stream()
                                .map(video -> video.rowId().substring(id.length() + 1))
                                .collect(Collectors.toSet())))
                .toList();
    }

    private static Optional<String> name(RowState series) {
        return Optional.of(Json.readObject(series.fields()).path("name"))
                .filter(name -> name.isTextual())
                .map(name -> name.textValue());
    }
}
