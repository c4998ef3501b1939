/** What is kept of a stream between two calls, and where: the ports of the tables that polling writes. */
@NullMarked
package dev.tidemark.poll.state;

import org.jspecify.annotations.NullMarked;
