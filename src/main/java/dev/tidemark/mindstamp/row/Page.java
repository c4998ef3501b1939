package dev.tidemark.mindstamp.row;

import java.util.List;

/**
 * Rows of a list from an offset on.
 *
 * @param rows the readable rows, in the order they came
 * @param received how many elements came, null and empty ones included: the step to the next offset
 * @param dropped null and empty elements, which Mindstamp is known to send (mindstamp-api.md §1.5)
 * @param unreadable elements without a usable id, which nothing can be said about
 */
public record Page<R>(List<R> rows, int received, int dropped, int unreadable) {}
