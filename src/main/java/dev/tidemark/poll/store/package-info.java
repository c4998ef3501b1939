/** The tables that polling writes. */
@NullMarked
package dev.tidemark.poll.store;

import org.jspecify.annotations.NullMarked;
