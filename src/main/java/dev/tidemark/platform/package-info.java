/** Clock, ids, JSON, leases, encryption of secrets, problem+json: nothing about Mindstamp or callbacks. */
@NullMarked
package dev.tidemark.platform;

import org.jspecify.annotations.NullMarked;
