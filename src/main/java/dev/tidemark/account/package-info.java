/** Whose data: the Mindstamp accounts, their tokens, hosts and settings. */
@NullMarked
package dev.tidemark.account;

import org.jspecify.annotations.NullMarked;
