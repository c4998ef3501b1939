package dev.tidemark.poll.state;

import java.time.Duration;
import java.time.Instant;

/**
 * Events an hour, as a mean in which what is half an hour old counts half.
 *
 * @param at when it was this
 */
public record Tempo(double perHour, Instant at) {
    private static final Duration HALF_LIFE = Duration.ofMinutes(30);

    public static Tempo none(Instant now) {
        return new Tempo(0, now);
    }

    /** What it has come down to by then, if nothing came since. */
    public double at(Instant now) {
        double halves = Math.max(0, Duration.between(at, now).toMillis()) / (double) HALF_LIFE.toMillis();
        return perHour * Math.pow(0.5, halves);
    }

    Tempo with(int events, Instant now) {
        double weight = Math.log(2) / HALF_LIFE.toMillis() * Duration.ofHours(1).toMillis();
        return new Tempo(at(now) + events * weight, now);
    }
}
