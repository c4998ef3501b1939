package dev.tidemark.sandbox.wire;

import java.time.Duration;

/** How an answer waits; a test does not. */
@FunctionalInterface
public interface Pause {
    /** Holds the thread of the call, which is a virtual one. */
    Pause REAL = length -> {
        try {
            Thread.sleep(length);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    };

    void hold(Duration length);
}
