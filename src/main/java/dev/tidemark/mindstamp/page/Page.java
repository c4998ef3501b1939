package dev.tidemark.mindstamp.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a list from an offset on.
 *
 * @param rows the rows that can be processed, in the order they came
 * @param received how many elements came, null and empty ones included: the step to the next offset
 * @param dropped null and empty elements, which Mindstamp is known to send (mindstamp-api.md §1.5)
 * @param poison elements that cannot be processed; none of them is among the rows
 * @param servedAt when Mindstamp answered, by its own clock and to the second; empty where it does not say
 */
public record Page<R>(List<R> rows, int received, int dropped, List<Poison> poison, Optional<Instant> servedAt) {}
