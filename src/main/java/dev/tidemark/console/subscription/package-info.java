/** Registered callbacks: how they fare, what they are set to, and what a person can do to them. */
@NullMarked
package dev.tidemark.console.subscription;

import org.jspecify.annotations.NullMarked;
