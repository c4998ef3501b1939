/** What is stored of a single row of Mindstamp, for who has to hand it out or have it gone. */
@NullMarked
package dev.tidemark.api.record;

import org.jspecify.annotations.NullMarked;
