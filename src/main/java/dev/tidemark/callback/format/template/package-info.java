/** A subscriber's own template: what it may do, its mistakes, and what it writes of an event. */
@NullMarked
package dev.tidemark.callback.format.template;

import org.jspecify.annotations.NullMarked;
