/** Benchmarks of what every page costs; {@code ./mvnw -Pbench verify} runs them. */
package dev.tidemark.bench;
