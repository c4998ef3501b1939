/** What one viewer does in front of one video, in simulated time, and how that runs against the wall clock. Pure. */
@NullMarked
package dev.tidemark.sandbox.sitting;

import org.jspecify.annotations.NullMarked;
