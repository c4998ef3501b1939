/** Accounts by API: registered, changed and removed while the service runs. */
@NullMarked
package dev.tidemark.api.account;

import org.jspecify.annotations.NullMarked;
