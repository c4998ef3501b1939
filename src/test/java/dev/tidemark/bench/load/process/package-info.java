/** Programs in JVMs of their own, and what the operating system says they use. */
package dev.tidemark.bench.load.process;
