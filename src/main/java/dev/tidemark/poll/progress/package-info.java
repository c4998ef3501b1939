/** How much is known of an account, counted now and then for whoever wants to know. */
@NullMarked
package dev.tidemark.poll.progress;

import org.jspecify.annotations.NullMarked;
