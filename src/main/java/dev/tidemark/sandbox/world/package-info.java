/** The simulated account behind the sandbox: videos, viewers who watch them, and a ledger of what truly happened. Pure. */
@NullMarked
package dev.tidemark.sandbox.world;

import org.jspecify.annotations.NullMarked;
