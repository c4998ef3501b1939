/** What operators do to the polling of an account, and what they may try without consequences. */
@NullMarked
package dev.tidemark.api.control;

import org.jspecify.annotations.NullMarked;
