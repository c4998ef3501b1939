/** How the sandbox writes its answers. */
@NullMarked
package dev.tidemark.sandbox.wire;

import org.jspecify.annotations.NullMarked;
