package dev.tidemark.change;

import dev.tidemark.mindstamp.row.Row;
import java.util.Optional;

/** Compares a row with what is known of it. Pure: the same arguments give the same answer, down to the event ids. */
public interface ChangeDetector<R extends Row> {
    StreamName stream();

    RowChange detect(R row, Optional<RowState> known, Observation observation);
}
