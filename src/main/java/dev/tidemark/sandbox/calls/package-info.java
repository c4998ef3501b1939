/** The calls of the Mindstamp API, answered from the simulated account. */
@NullMarked
package dev.tidemark.sandbox.calls;

import org.jspecify.annotations.NullMarked;
