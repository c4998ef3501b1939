package dev.tidemark.bench.load;

import dev.tidemark.bench.load.receiver.Arrival;
import dev.tidemark.bench.load.receiver.Arrivals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What came again although it had not been refused. Whoever was killed before it was answered cannot know better; whoever
 * was killed after that did not store the answer in time.
 */
final class Repeats {
    /** What came so soon after a kill was sent before it: a JVM needs longer to start. */
    private static final long ON_THE_WAY = 1_000_000;

    private final List<Long> kills;
    private final int[] answered;
    private final int[] cut;
    /** Of answered ones: milliseconds from the answer to the kill. */
    private final List<Double> before = new ArrayList<>();

    private final Map<String, Integer> bySubscription = new HashMap<>();
    private int withoutKill;

    /** @param kills when, in microseconds since 1970, ascending */
    Repeats(Arrivals arrivals, List<Long> kills) {
        this.kills = kills;
        this.answered = new int[kills.size()];
        this.cut = new int[kills.size()];
        Map<String, Arrival> last = new HashMap<>();
        for (Arrival one : arrivals.all()) {
            Arrival earlier = last.put(one.callback() + " " + one.id(), one);
            if (earlier != null && earlier.taken()) {
                add(earlier, one);
            }
        }
    }

    private void add(Arrival earlier, Arrival again) {
        int kill = 0;
        while (kill < kills.size() && kills.get(kill) + ON_THE_WAY < earlier.micros()) {
            kill++;
        }
        if (kill == kills.size() || kills.get(kill) > again.micros()) {
            withoutKill++;
        } else if (!earlier.isAnsweredBefore(kills.get(kill))) {
            cut[kill]++;
        } else {
            answered[kill]++;
            bySubscription.merge(again.callback(), 1, Integer::sum);
            before.add((kills.get(kill) - earlier.answered()) / 1e3);
        }
    }

    int withoutKill() {
        return withoutKill;
    }

    /** Of those that had been answered. */
    int answered() {
        return sum(answered);
    }

    String told() {
        List<Double> sorted = before.stream().sorted().toList();
        return """
                repeats of what was answered %d, per kill %s, by subscription %s, %s ms before it
                repeats of what was cut off before an answer %d, per kill %s""".formatted(
                        answered(),
                        Arrays.toString(answered),
                        bySubscription,
                        sorted.isEmpty()
                                ? ""
                                : "p50 %.1f p95 %.1f most %.1f"
                                        .formatted(
                                                sorted.get(sorted.size() / 2),
                                                sorted.get(sorted.size() * 95 / 100),
                                                sorted.getLast()),
                        sum(cut),
                        Arrays.toString(cut));
    }

    private static int sum(int[] counts) {
        return Arrays.stream(counts).sum();
    }
}
