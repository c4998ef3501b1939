/** What one viewer does in front of one video. Pure. */
@NullMarked
package dev.tidemark.sandbox.sitting;

import org.jspecify.annotations.NullMarked;
