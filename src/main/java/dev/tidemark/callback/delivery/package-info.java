/** Deliveries that are due: claim, send, settle. */
@NullMarked
package dev.tidemark.callback.delivery;

import org.jspecify.annotations.NullMarked;
