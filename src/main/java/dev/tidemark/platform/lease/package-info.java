/** The right to act alone for a name, with a fencing number. */
@NullMarked
package dev.tidemark.platform.lease;

import org.jspecify.annotations.NullMarked;
