/** What to ask next and when. Pure: state, time and budget in, decision out. */
@NullMarked
package dev.tidemark.poll.plan;

import org.jspecify.annotations.NullMarked;
