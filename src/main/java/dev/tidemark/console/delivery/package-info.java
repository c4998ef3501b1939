/** What was sent where, what came back, and what comes next. */
@NullMarked
package dev.tidemark.console.delivery;

import org.jspecify.annotations.NullMarked;
