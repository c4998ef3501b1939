/** What to ask Mindstamp next and when; runs a walk; commits row states, mark and events together. */
@NullMarked
package dev.tidemark.poll;

import org.jspecify.annotations.NullMarked;
