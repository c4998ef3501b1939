/** Tables of rows, readable in every order and as they were a moment ago. Pure. */
@NullMarked
package dev.tidemark.sandbox.shelf;

import org.jspecify.annotations.NullMarked;
