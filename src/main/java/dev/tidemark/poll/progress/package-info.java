/** How far an account is known, for whoever wants to know: rows counted now and then, calls made, time that walks still take. */
@NullMarked
package dev.tidemark.poll.progress;

import org.jspecify.annotations.NullMarked;
