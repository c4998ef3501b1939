/** Server-sent events: clients that listen to the log from a place on. */
@NullMarked
package dev.tidemark.api.stream;

import org.jspecify.annotations.NullMarked;
