/** How much memory a million known rows take. */
package dev.tidemark.bench.memory;
