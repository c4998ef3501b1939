package dev.tidemark.mainjob.truth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What must and may be told of a world that has come to rest, each as a line of text such as
 * {@code views/9bce… ViewProgressed 25}; whatever else is told is an invention.
 *
 * <p>Determined, whatever was polled when, is for a row that stays: that it came, each milestone that it reached, that
 * it ended and what it was then, and by what a viewer is known. For a row that goes: all that was so for long enough
 * before, and that it went. Not determined is
 *
 * <ul>
 *   <li>a row that was gone before anybody must have seen it: it is told with its end or not at all, and what happened
 *       shortly before the end of any row is told or not;
 *   <li>how often a view is updated: what changed between two looks is told once, and not at all when it changed before
 *       the first; at most it is told for each change, at least for those that are far enough apart;
 *   <li>whether a pause that is about as long as the quiet ended a view: then it ended and was reopened once more or
 *       not. The last end of a view that stays is always due.
 * </ul>
 *
 * <p>What operators are told of the account is no part of it.
 */
public final class Truth {
    private final Map<String, Range> ranges;
    private final List<Lines.Pair> pairs;

    Truth(Lines lines) {
        this.ranges = lines.ranges();
        this.pairs = lines.pairs();
    }

    /** The lines that must be told exactly once; sorted. */
    public List<String> required() {
        return ranges.entrySet().stream()
                .filter(line -> line.getValue().equals(Range.ONCE))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How often at least a line is due. */
    public int due(String line) {
        return ranges.getOrDefault(line, Range.NEVER).least();
    }

    /** How often at most a line may be told; 0 for an invention. */
    public int allowed(String line) {
        return ranges.getOrDefault(line, Range.NEVER).most();
    }

    /**
     * What was told too seldom, too often or in the wrong order, in words; empty when everything is right.
     *
     * @param told in the order of detection
     */
    public List<String> problems(List<String> told) {
        Map<String, Integer> counts = new TreeMap<>();
        told.stream().filter(Truth::isOfRows).forEach(line -> counts.merge(line, 1, Integer::sum));
        TreeSet<String> lines = new TreeSet<>(counts.keySet());
        lines.addAll(ranges.keySet());
        List<String> problems = new ArrayList<>();
        for (String line : lines) {
            int times = counts.getOrDefault(line, 0);
            if (times < due(line)) {
                problems.add("missing: " + line + ", told " + times + " times of " + due(line));
            } else if (times > allowed(line)) {
                problems.add(
                        allowed(line) == 0
                                ? "invented: " + line
                                : "too often: " + line + ", told " + times + " times, not " + allowed(line));
            }
        }
        for (Lines.Pair pair : pairs) {
            if (!counts.getOrDefault(pair.one(), 0).equals(counts.getOrDefault(pair.other(), 0))) {
                problems.add("one without the other: " + pair.one() + ", " + pair.other());
            }
        }
        problems.addAll(disorder(told));
        return problems;
    }

    private static List<String> disorder(List<String> told) {
        Map<String, ViewTale> tales = new LinkedHashMap<>();
        for (String line : told) {
            if (line.startsWith("views/")) {
                tales.computeIfAbsent(line.substring(0, line.indexOf(' ')), ViewTale::new)
                        .tell(line);
            }
        }
        return tales.values().stream().flatMap(tale -> tale.problems().stream()).toList();
    }

    private static boolean isOfRows(String line) {
        return !line.startsWith("accounts/");
    }
}
