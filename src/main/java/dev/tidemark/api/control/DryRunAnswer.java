package dev.tidemark.api.control;

import dev.tidemark.api.RawJson;
import java.util.List;

/**
 * What a page would tell.
 *
 * @param items canonical documents, their sequence all zeros
 * @param rows how many rows of the page can be processed
 * @param poison how many cannot
 */
record DryRunAnswer(List<RawJson> items, int rows, int poison) {}
