/** The broker that dev mode and tests bring along; the packaged jars do not hold its server. */
@NullMarked
package dev.tidemark.kafka.dev;

import org.jspecify.annotations.NullMarked;
