/** How a subscription wants to be served: when again, how fast, in which order. Pure. */
@NullMarked
package dev.tidemark.callback.terms;

import org.jspecify.annotations.NullMarked;
