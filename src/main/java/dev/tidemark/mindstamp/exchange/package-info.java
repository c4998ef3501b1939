/** One HTTP exchange with Mindstamp: bounded in time and size, the token never in what comes back. */
@NullMarked
package dev.tidemark.mindstamp.exchange;

import org.jspecify.annotations.NullMarked;
