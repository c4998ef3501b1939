/** Rows as Mindstamp sends them: tolerant of shapes, dates and missing fields, nothing lost. */
@NullMarked
package dev.tidemark.mindstamp.row;

import org.jspecify.annotations.NullMarked;
