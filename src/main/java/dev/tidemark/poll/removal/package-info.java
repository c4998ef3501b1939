/** Removes an account with everything that is known through it, in small steps that survive a restart. */
@NullMarked
package dev.tidemark.poll.removal;

import org.jspecify.annotations.NullMarked;
