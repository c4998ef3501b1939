/** Figures that several pages draw: charts over time, and what a token spent of its calls. */
@NullMarked
package dev.tidemark.console.figure;

import org.jspecify.annotations.NullMarked;
