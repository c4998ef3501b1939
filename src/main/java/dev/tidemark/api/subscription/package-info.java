/** Registered callbacks by API. */
@NullMarked
package dev.tidemark.api.subscription;

import org.jspecify.annotations.NullMarked;
