/** What operators are told of callbacks: noted with the change, told as events soon after. */
@NullMarked
package dev.tidemark.callback.notice;

import org.jspecify.annotations.NullMarked;
