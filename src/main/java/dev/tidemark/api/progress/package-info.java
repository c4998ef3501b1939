/** How far an account is known, for people. */
@NullMarked
package dev.tidemark.api.progress;

import org.jspecify.annotations.NullMarked;
