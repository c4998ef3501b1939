/** Whether all is well, at a glance. */
@NullMarked
package dev.tidemark.console.overview;

import org.jspecify.annotations.NullMarked;
