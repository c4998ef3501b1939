/** Every error of the API as RFC 9457 problem details, and strict reading of request bodies. */
@NullMarked
package dev.tidemark.api.problem;

import org.jspecify.annotations.NullMarked;
