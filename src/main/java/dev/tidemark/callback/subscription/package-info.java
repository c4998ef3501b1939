/** Registered callbacks: who wants which events, where they go, and the secret that signs them. */
@NullMarked
package dev.tidemark.callback.subscription;

import org.jspecify.annotations.NullMarked;
