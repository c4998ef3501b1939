/** Deliveries and their attempts as people read them. */
@NullMarked
package dev.tidemark.callback.delivery;

import org.jspecify.annotations.NullMarked;
