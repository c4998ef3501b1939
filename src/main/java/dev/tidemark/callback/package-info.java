/** Subscriptions, deliveries, signing, retries, attempts: events on HTTP callbacks. */
@NullMarked
package dev.tidemark.callback;

import org.jspecify.annotations.NullMarked;
