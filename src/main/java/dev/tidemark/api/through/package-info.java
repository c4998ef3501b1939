/** Calls of other programs through Tidemark to Mindstamp: no token of theirs, no limiter of theirs. */
@NullMarked
package dev.tidemark.api.through;

import org.jspecify.annotations.NullMarked;
