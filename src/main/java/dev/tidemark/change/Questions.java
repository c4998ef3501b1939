package dev.tidemark.change;

import java.util.HashSet;
import java.util.Set;

/**
 * What the detection of a page has to know besides the rows' own states.
 *
 * @param answersOfViews views whose interactions are wanted
 * @param facts of which is asked whether they are known
 * @param completionsOfViewers viewers whose completed videos are wanted, and all series
 */
public record Questions(Set<String> answersOfViews, Set<Fact> facts, Set<String> completionsOfViewers) {
    public static final Questions NONE = new Questions(Set.of(), Set.of(), Set.of());

    public Questions and(Questions other) {
        return equals(NONE)
                ? other
                : other.equals(NONE)
                        ? this
                        : new Questions(
                                union(answersOfViews, other.answersOfViews),
                                union(facts, other.facts),
                                union(completionsOfViewers, other.completionsOfViewers));
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        Set<T> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}
