/** Filters of subscriptions in CEL (Common Expression Language): checked, asked of an event, explained to people. */
@NullMarked
package dev.tidemark.callback.filter;

import org.jspecify.annotations.NullMarked;
