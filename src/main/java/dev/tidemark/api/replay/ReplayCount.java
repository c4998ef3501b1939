package dev.tidemark.api.replay;

/**
 * What a replay would do.
 *
 * @param count deliveries that it would make
 */
record ReplayCount(boolean dryRun, long count) {}
