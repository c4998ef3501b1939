/** Events due at subscriptions: fan-out, claim, send, settle. */
@NullMarked
package dev.tidemark.callback.delivery;

import org.jspecify.annotations.NullMarked;
