/** Pure: rows + known state + time give events + new state. */
@NullMarked
package dev.tidemark.change;

import org.jspecify.annotations.NullMarked;
