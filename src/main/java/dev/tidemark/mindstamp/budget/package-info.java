/** What a token may call: both of Mindstamp's windows, shared out over the classes of calls. */
@NullMarked
package dev.tidemark.mindstamp.budget;

import org.jspecify.annotations.NullMarked;
