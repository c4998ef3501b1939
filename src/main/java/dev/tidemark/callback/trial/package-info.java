/** Trying out: an example sent now, drafts, subscriptions and conditions held against events of the log. */
@NullMarked
package dev.tidemark.callback.trial;

import org.jspecify.annotations.NullMarked;
