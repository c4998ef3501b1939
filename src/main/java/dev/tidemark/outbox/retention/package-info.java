/** What is old goes, in small steps: how long things are kept, and who goes through them. */
@NullMarked
package dev.tidemark.outbox.retention;

import org.jspecify.annotations.NullMarked;
