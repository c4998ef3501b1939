/** The right to poll an account. */
@NullMarked
package dev.tidemark.poll.lease;

import org.jspecify.annotations.NullMarked;
