/** One HTTP try: sign, send, capture the answer, and decide what follows from it. */
@NullMarked
package dev.tidemark.callback.attempt;

import org.jspecify.annotations.NullMarked;
