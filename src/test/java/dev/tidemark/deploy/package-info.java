/** What lies in {@code deploy/} names only what is there and what the service knows. */
package dev.tidemark.deploy;
