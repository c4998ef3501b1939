/**
 * The web console: pages written on the server from what the other rooms know. What a page does to the service it does
 * by calling the public API with the reader's own session, so that one set of rules holds for people and programs.
 */
@NullMarked
package dev.tidemark.console;

import org.jspecify.annotations.NullMarked;
