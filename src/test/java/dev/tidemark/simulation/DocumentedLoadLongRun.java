package dev.tidemark.simulation;

import java.time.Duration;

/** 100,000 views of history for a day; the process dies once in the middle of learning them. */
class DocumentedLoadLongRun extends DocumentedLoadContract {
    private static final DocumentedLoad LOAD = DocumentedLoad.run(100_000, Duration.ofHours(24), 11, true);

    DocumentedLoadLongRun() {
        super(LOAD);
    }
}
