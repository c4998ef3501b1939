/** Qute with what a stranger's template may use and spend, and nothing else. */
@NullMarked
package dev.tidemark.callback.format.template.qute;

import org.jspecify.annotations.NullMarked;
