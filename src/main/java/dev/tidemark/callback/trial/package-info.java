/** Trying subscriptions out: an example sent now, a draft held against past events. */
@NullMarked
package dev.tidemark.callback.trial;

import org.jspecify.annotations.NullMarked;
