/** Watches one account: asks what the planner wants to know, and has what came stored with what it means. */
@NullMarked
package dev.tidemark.poll.watch;

import org.jspecify.annotations.NullMarked;
