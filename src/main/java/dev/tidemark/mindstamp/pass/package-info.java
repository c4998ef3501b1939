/** The documented calls as data, and calls of others that are passed on as they stand. */
@NullMarked
package dev.tidemark.mindstamp.pass;

import org.jspecify.annotations.NullMarked;
