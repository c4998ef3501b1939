/** The same work as plain db-scheduler tasks with the JDK's HTTP client. */
package dev.tidemark.bench.load.yardstick;
