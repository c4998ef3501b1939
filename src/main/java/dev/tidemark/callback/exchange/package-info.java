/** One HTTP exchange with a receiver, bounded in time and memory, and what came of it. */
@NullMarked
package dev.tidemark.callback.exchange;

import org.jspecify.annotations.NullMarked;
