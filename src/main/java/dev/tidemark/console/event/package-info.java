/** One event: what changed, when it can have been, and where it went or why it did not. */
@NullMarked
package dev.tidemark.console.event;

import org.jspecify.annotations.NullMarked;
