package dev.tidemark.change;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
        return all(List.of(this, other));
    }

    static Questions all(Collection<Questions> asked) {
        if (asked.isEmpty()) {
            return NONE;
        }
        Questions all = new Questions(new HashSet<>(), new HashSet<>(), new HashSet<>());
        for (Questions one : asked) {
            all.answersOfViews.addAll(one.answersOfViews);
            all.facts.addAll(one.facts);
            all.completionsOfViewers.addAll(one.completionsOfViewers);
        }
        return all;
    }
}
