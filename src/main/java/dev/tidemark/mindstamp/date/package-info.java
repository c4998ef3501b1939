/** The dates that Mindstamp writes. */
@NullMarked
package dev.tidemark.mindstamp.date;

import org.jspecify.annotations.NullMarked;
