/** Which parts of the log have changes of a time. */
@NullMarked
package dev.tidemark.outbox.time;

import org.jspecify.annotations.NullMarked;
