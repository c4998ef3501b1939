/** Server-sent events: clients that listen to the log from a place on. */
@NullMarked
package dev.tidemark.outbox.tail;

import org.jspecify.annotations.NullMarked;
