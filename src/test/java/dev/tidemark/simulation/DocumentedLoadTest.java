package dev.tidemark.simulation;

import java.time.Duration;

/** 20,000 views of history for six hours. */
class DocumentedLoadTest extends DocumentedLoadContract {
    private static final DocumentedLoad LOAD = DocumentedLoad.run(20_000, Duration.ofHours(6), 7, false);

    DocumentedLoadTest() {
        super(LOAD);
    }
}
