/** One detector a stream: what a row that is new, changed or gone means. Pure. */
@NullMarked
package dev.tidemark.change.detector;

import org.jspecify.annotations.NullMarked;
