package dev.tidemark.callback.terms;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a subscription says of how it wants to be served; what is empty is the service's default.
 *
 * @param perSecond requests, over all replicas; empty = no limit
 * @param schedule delays before each try
 */
public record Wishes(
        Optional<Double> perSecond,
        Optional<Integer> concurrency,
        Ordering ordering,
        Optional<Duration> timeout,
        Optional<List<Duration>> schedule) {
    public static final Wishes NONE =
            new Wishes(Optional.empty(), Optional.empty(), Ordering.NONE, Optional.empty(), Optional.empty());

    /** With the standard of the service where it says nothing. */
    public Terms over(int standardConcurrency, Duration standardTimeout, List<Duration> standardSchedule) {
        return new Terms(
                perSecond.map(Rate::new),
                concurrency.orElse(standardConcurrency),
                ordering,
                timeout.orElse(standardTimeout),
                new RetrySchedule(schedule.orElse(standardSchedule)));
    }

    /** A schedule as it is stored: milliseconds with commas between. */
    public static String text(List<Duration> schedule) {
        return schedule.stream().map(delay -> Long.toString(delay.toMillis())).collect(Collectors.joining(","));
    }

    public static List<Duration> schedule(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(delay -> Duration.ofMillis(Long.parseLong(delay)))
                .toList();
    }
}
