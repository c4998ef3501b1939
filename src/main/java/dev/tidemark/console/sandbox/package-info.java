/** The simulated Mindstamp at the controls of a person; it is reached over HTTP only, by the page itself. */
@NullMarked
package dev.tidemark.console.sandbox;

import org.jspecify.annotations.NullMarked;
