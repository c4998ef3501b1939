/** How receivers fare, and what follows: when they are tried less, and when no more. Pure. */
@NullMarked
package dev.tidemark.callback.health;

import org.jspecify.annotations.NullMarked;
