/** Signing secrets and the signatures made with them (Standard Webhooks 1.0.0). */
@NullMarked
package dev.tidemark.callback.signing;

import org.jspecify.annotations.NullMarked;
