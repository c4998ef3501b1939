package dev.tidemark.poll.watch;

import dev.tidemark.change.RowState;
import java.util.List;

/**
 * What storing a page came to.
 *
 * @param events how many were new
 * @param created rows not known before
 * @param changed rows that are another way now
 * @param missing how many rows are suspect because their places did not show them
 * @param blank how many are suspect because they came without content
 */
record Stored(int events, List<RowState> created, List<RowState> changed, int missing, int blank) {}
