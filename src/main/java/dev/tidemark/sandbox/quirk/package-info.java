/** What is not known of Mindstamp, as switches; what goes wrong with any service, as faults; and how both look in an answer. Pure. */
@NullMarked
package dev.tidemark.sandbox.quirk;

import org.jspecify.annotations.NullMarked;
