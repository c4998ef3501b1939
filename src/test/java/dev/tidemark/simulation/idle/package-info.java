/** An account in which nothing happens, polled whole: all streams, in virtual time. */
package dev.tidemark.simulation.idle;
