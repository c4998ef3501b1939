/** Events due at subscriptions: fan-out, claim, send, settle. */
@NullMarked
package dev.tidemark.callback.dispatch;

import org.jspecify.annotations.NullMarked;
