/** Who gets events now: subscriptions as the hot paths read them. */
@NullMarked
package dev.tidemark.callback.subscriber;

import org.jspecify.annotations.NullMarked;
