/** The event log, appended in the caller's transaction and fanned out to the sinks. */
@NullMarked
package dev.tidemark.outbox;

import org.jspecify.annotations.NullMarked;
