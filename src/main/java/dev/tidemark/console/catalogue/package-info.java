/** Every event type with its meaning, schema and example. */
@NullMarked
package dev.tidemark.console.catalogue;

import org.jspecify.annotations.NullMarked;
