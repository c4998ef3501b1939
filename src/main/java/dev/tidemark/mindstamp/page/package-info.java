/** Lists as they came over the wire: what of them can be processed, and what cannot and why. */
@NullMarked
package dev.tidemark.mindstamp.page;

import org.jspecify.annotations.NullMarked;
