/** What is sent for an event: body, content type and headers in the format a subscription asks for. */
@NullMarked
package dev.tidemark.callback.format;

import org.jspecify.annotations.NullMarked;
