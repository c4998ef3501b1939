/** Sending again: one delivery by hand, or many by time, type and status, bit by bit. */
@NullMarked
package dev.tidemark.callback.replay;

import org.jspecify.annotations.NullMarked;
