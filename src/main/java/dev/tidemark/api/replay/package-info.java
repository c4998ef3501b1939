/** Sending past events again by API. */
@NullMarked
package dev.tidemark.api.replay;

import org.jspecify.annotations.NullMarked;
