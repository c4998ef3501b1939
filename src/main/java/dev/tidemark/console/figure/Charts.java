package dev.tidemark.console.figure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.pulse.Beat;
import dev.tidemark.platform.pulse.Spread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What charts.js draws: times in seconds, and a list of figures for each series; null where there is none. */
public final class Charts {
    private static final int SERIES = 5;

    private Charts() {}

    /** Counts a step, stacked; the rarest labels together. */
    public static String stacked(List<Beat> beats, Instant from, Instant to, Duration step) {
        List<Instant> times = times(from, to, step);
        List<String> labels = beats.stream()
                .collect(Collectors.groupingBy(Beat::label, Collectors.summingLong(Beat::count)))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        Map<String, long[]> series = new LinkedHashMap<>();
        for (Beat beat : beats) {
            String label = labels.indexOf(beat.label()) < SERIES ? beat.label() : "others";
            int at = (int) (Duration.between(from, beat.at()).toSeconds() / step.toSeconds());
            if (at >= 0 && at < times.size()) {
                series.computeIfAbsent(label, _ -> new long[times.size()])[at] += beat.count();
            }
        }
        ObjectNode chart = chart(times, "stack");
        ArrayNode all = chart.putArray("series");
        labels.stream().limit(SERIES).forEach(label -> add(all, label, series.get(label)));
        if (series.containsKey("others")) {
            add(all, "others", series.get("others"));
        }
        return chart.toString();
    }

    /** Counts a step, stacked in this order. */
    static String stacked(Map<String, long[]> counts, Instant from, Instant to, Duration step) {
        ObjectNode chart = chart(times(from, to, step), "stack");
        ArrayNode all = chart.putArray("series");
        counts.forEach((label, values) -> add(all, label, values));
        return chart.toString();
    }

    private static void add(ArrayNode all, String label, long @Nullable [] counts) {
        if (counts != null) {
            ArrayNode values = all.addObject().put("label", label).putArray("values");
            for (long count : counts) {
                values.add(count);
            }
        }
    }

    /** Median and 95th percentile a step, in seconds. */
    public static String spread(List<Beat> beats, Instant from, Instant to, Duration step) {
        List<Instant> times = times(from, to, step);
        Map<Integer, List<Spread>> steps = beats.stream()
                .collect(Collectors.groupingBy(
                        beat -> (int) (Duration.between(from, beat.at()).toSeconds() / step.toSeconds()),
                        Collectors.mapping(Beat::spread, Collectors.toList())));
        ObjectNode chart = chart(times, "line");
        ArrayNode all = chart.putArray("series");
        for (double part : new double[] {0.5, 0.95}) {
            ArrayNode values = all.addObject()
                    .put("label", "p" + Math.round(part * 100))
                    .put("unit", "s")
                    .putArray("values");
            for (int i = 0; i < times.size(); i++) {
                Spread.sum(steps.getOrDefault(i, List.of()))
                        .quantile(part)
                        .ifPresentOrElse(took -> values.add(took.toMillis() / 1000.0), values::addNull);
            }
        }
        return chart.toString();
    }

    private static ObjectNode chart(List<Instant> times, String kind) {
        ObjectNode chart = Json.object().put("kind", kind);
        ArrayNode at = chart.putArray("times");
        times.forEach(time -> at.add(time.getEpochSecond()));
        return chart;
    }

    private static List<Instant> times(Instant from, Instant to, Duration step) {
        List<Instant> times = new ArrayList<>();
        for (Instant time = from; time.isBefore(to); time = time.plus(step)) {
            times.add(time);
        }
        return times;
    }
}
