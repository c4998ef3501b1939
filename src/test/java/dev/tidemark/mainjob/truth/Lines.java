package dev.tidemark.mainjob.truth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is due, line by line, as it is found out. */
final class Lines {
    /** Both are told equally often: what was told of is told to be gone, and nothing else is. */
    record Pair(String one, String other) {}

    private final Map<String, Range> ranges = new TreeMap<>();
    private final List<Pair> pairs = new ArrayList<>();

    void add(String line, Range range) {
        if (range.most() > 0) {
            ranges.merge(line, range, Range::plus);
        }
    }

    /** However many reasons there are for it, it is told once. */
    void addOnce(String line, boolean sure) {
        ranges.merge(line, Range.onceIf(sure), (one, other) -> Range.onceIf(one.least() + other.least() > 0));
    }

    /** Something came and went; nobody may have seen it. */
    void addGone(String came, String went, boolean seen) {
        add(came, Range.onceIf(seen));
        add(went, Range.onceIf(seen));
        pairs.add(new Pair(came, went));
    }

    Map<String, Range> ranges() {
        return Collections.unmodifiableMap(ranges);
    }

    List<Pair> pairs() {
        return Collections.unmodifiableList(pairs);
    }
}
