/** The events as they come. */
@NullMarked
package dev.tidemark.console.live;

import org.jspecify.annotations.NullMarked;
