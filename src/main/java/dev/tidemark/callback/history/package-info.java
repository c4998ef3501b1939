/** Deliveries and their attempts as people read them. */
@NullMarked
package dev.tidemark.callback.history;

import org.jspecify.annotations.NullMarked;
