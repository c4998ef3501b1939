package dev.tidemark.kafka;

import java.time.Instant;

/** What became of one publication. */
sealed interface PublishOutcome {
    long sequence();

    /** Written by all in-sync replicas. */
    record Published(long sequence, int partition, long offset, Instant at) implements PublishOutcome {}

    /** The broker will never take this record (too large, say): it is set aside with the reason, others go on. */
    record Rejected(long sequence, String reason) implements PublishOutcome {}

    /** Not now: stays due, and so does whatever follows it. */
    record Deferred(long sequence, String reason) implements PublishOutcome {}
}
