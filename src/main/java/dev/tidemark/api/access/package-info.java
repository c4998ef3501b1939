/** Who may call the API: keys, the organisation's sign-in, scopes, and the check before the service starts. */
@NullMarked
package dev.tidemark.api.access;

import org.jspecify.annotations.NullMarked;
