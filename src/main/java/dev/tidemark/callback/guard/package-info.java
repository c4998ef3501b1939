/** Which addresses a callback may reach: one guard, asked when a URL is saved and again when it is dialled. */
@NullMarked
package dev.tidemark.callback.guard;

import org.jspecify.annotations.NullMarked;
