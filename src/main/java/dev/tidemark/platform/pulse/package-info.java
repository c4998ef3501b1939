/**
 * What happened when, in counts and durations per step of time, kept for two days, for charts that people look back at.
 * Statistics and not truth: a kill loses the last seconds.
 */
@NullMarked
package dev.tidemark.platform.pulse;

import org.jspecify.annotations.NullMarked;
