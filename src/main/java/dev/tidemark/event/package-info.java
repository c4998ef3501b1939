/** Our vocabulary: event types, payloads, identity, the canonical document. */
@NullMarked
package dev.tidemark.event;

import org.jspecify.annotations.NullMarked;
