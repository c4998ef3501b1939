/** The public REST API: resources, request and response records, authentication. */
@NullMarked
package dev.tidemark.api;

import org.jspecify.annotations.NullMarked;
