/** Who gets the callbacks of the load program: a process of its own that verifies and counts them. */
package dev.tidemark.bench.load.receiver;
