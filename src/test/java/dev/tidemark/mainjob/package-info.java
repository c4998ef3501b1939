/** The main job from end to end: simulated viewers → events → topic and signed callback, held against the ledger. */
package dev.tidemark.mainjob;
