/** How polling fares, as metrics; nothing is looked up when they are read. */
@NullMarked
package dev.tidemark.poll.meter;

import org.jspecify.annotations.NullMarked;
