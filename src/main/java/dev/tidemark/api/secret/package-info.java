/** What signs a subscription's requests: shown, exchanged, and the public keys for everyone. */
@NullMarked
package dev.tidemark.api.secret;

import org.jspecify.annotations.NullMarked;
