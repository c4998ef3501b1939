/** How callbacks fare, as metrics; nothing is looked up when they are read. */
@NullMarked
package dev.tidemark.callback.meter;

import org.jspecify.annotations.NullMarked;
