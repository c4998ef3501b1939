/**
 * The load program: how many deliveries a second the packaged service makes, how late they are and what they cost, beside
 * what the same machine does without a database and with db-scheduler.
 */
package dev.tidemark.bench.load;
