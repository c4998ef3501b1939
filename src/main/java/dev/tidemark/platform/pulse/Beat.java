package dev.tidemark.platform.pulse;

import java.time.Instant;

/**
 * What happened in one step of time.
 *
 * @param at its start
 * @param spread of the durations, where there are any
 */
public record Beat(String series, Instant at, String label, long count, Spread spread) {
    Beat and(Beat other) {
        return new Beat(series, at, label, count + other.count, spread.and(other.spread));
    }
}
