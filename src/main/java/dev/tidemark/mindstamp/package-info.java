/** Typed client of the Mindstamp API: rows, paging, odd dates, call budget. */
@NullMarked
package dev.tidemark.mindstamp;

import org.jspecify.annotations.NullMarked;
