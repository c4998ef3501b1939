package dev.tidemark.bench.load.yardstick;

import java.io.Serial;
import java.io.Serializable;

/** What a task carries. */
record Work(String url, String id, byte[] body) implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;
}
