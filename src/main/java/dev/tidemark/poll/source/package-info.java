/** What an account at Mindstamp is asked for: its kinds of rows, in pages, by their ids, and by what they belong to. */
@NullMarked
package dev.tidemark.poll.source;

import org.jspecify.annotations.NullMarked;
