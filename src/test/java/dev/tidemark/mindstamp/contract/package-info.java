/**
 * What the Mindstamp API promises, asked twice: with plain HTTP and JSON, and with the typed client, so that the client
 * and the sandbox cannot share a misreading. Against the sandbox by default; against a real account, reading only, with
 * the environment variables {@code MINDSTAMP_URL} and {@code MINDSTAMP_TOKEN}.
 */
@NullMarked
package dev.tidemark.mindstamp.contract;

import org.jspecify.annotations.NullMarked;
