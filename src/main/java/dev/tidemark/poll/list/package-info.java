/** How a list is ordered, and how to read on in it without ever trusting an offset. Pure. */
@NullMarked
package dev.tidemark.poll.list;

import org.jspecify.annotations.NullMarked;
