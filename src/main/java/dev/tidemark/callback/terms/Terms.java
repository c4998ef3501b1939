package dev.tidemark.callback.terms;

import java.time.Duration;
import java.util.Optional;

/**
 * How a subscription wants to be served; what it does not say is the service's default.
 *
 * @param rate empty = as fast as it takes them
 * @param concurrency requests in flight at once, per replica
 * @param timeout for a whole exchange
 */
public record Terms(
        Optional<Rate> rate, int concurrency, Ordering ordering, Duration timeout, RetrySchedule schedule) {}
