/** What single videos count as progressed and completed. */
@NullMarked
package dev.tidemark.api.video;

import org.jspecify.annotations.NullMarked;
