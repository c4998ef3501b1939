/** What rows of every kind have: an id, times, and the way both are written. */
@NullMarked
package dev.tidemark.sandbox.row;

import org.jspecify.annotations.NullMarked;
