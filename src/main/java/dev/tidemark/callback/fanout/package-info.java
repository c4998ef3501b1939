/** Who gets an event: each that is logged becomes a delivery for each subscription that wants it. */
@NullMarked
package dev.tidemark.callback.fanout;

import org.jspecify.annotations.NullMarked;
