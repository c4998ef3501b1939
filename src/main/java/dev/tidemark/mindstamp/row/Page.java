package dev.tidemark.mindstamp.row;

import java.util.List;

/**
 * Rows of a list from an offset on.
 *
 * @param rows the readable rows, in the order they came
 * @param received how many elements came, null and empty ones included: the step to the next offset
 * @param unreadable elements without an id, which nothing can be said about
 */
public record Page<R>(List<R> rows, int received, int unreadable) {}
