package dev.tidemark.change;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The answers to {@link Questions}.
 *
 * @param answers the stored interactions of each view asked for
 * @param knownFacts those of the facts asked for that are known
 * @param completions the ids of the videos that each viewer asked for has completed
 * @param series all series with their videos; empty when nobody's completions were asked for
 */
public record Related(
        Map<String, List<byte[]>> answers,
        Set<Fact> knownFacts,
        Map<String, Set<String>> completions,
        List<SeriesVideos> series) {
    public static final Related NONE = new Related(Map.of(), Set.of(), Map.of(), List.of());

    /** While the rows of a page are looked at, one after the other. */
    Growing growing() {
        Map<String, Set<String>> completed = new HashMap<>();
        completions.forEach((viewer, videos) -> completed.put(viewer, new HashSet<>(videos)));
        return new Growing(new Related(answers, new HashSet<>(knownFacts), completed, series));
    }

    /** @param related of which the known facts and the completions grow */
    record Growing(Related related) {
        /** False when it was known. */
        boolean learn(Fact fact) {
            if (fact.kind() == Fact.Kind.COMPLETED) {
                related.completions
                        .computeIfAbsent(fact.subject(), _ -> new HashSet<>())
                        .add(fact.detail());
            }
            return related.knownFacts.add(fact);
        }
    }
}
