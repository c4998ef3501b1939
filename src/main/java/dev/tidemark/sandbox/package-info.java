/** A stand-in Mindstamp with simulated viewers, and a callback inbox that checks signatures; reached over HTTP only. */
@NullMarked
package dev.tidemark.sandbox;

import org.jspecify.annotations.NullMarked;
