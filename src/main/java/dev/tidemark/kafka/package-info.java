/** Topics, keys, headers, and the relay from the event log to Kafka. */
@NullMarked
package dev.tidemark.kafka;

import org.jspecify.annotations.NullMarked;
