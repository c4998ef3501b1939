/** How requests prove to a receiver who sends them, beside their signature. */
@NullMarked
package dev.tidemark.callback.credential;

import org.jspecify.annotations.NullMarked;
