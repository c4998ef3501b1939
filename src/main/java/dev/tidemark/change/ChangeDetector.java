package dev.tidemark.change;

import dev.tidemark.mindstamp.row.Row;
import java.util.Optional;

/** Compares a row with what is known of it. Pure: the same arguments give the same answer, down to the event ids. */
public interface ChangeDetector<R extends Row> {
    StreamName stream();

    /** The fingerprint of the row's known fields. */
    String hash(R row);

    /** What has to be known besides; none for most rows. */
    default Questions questions(R row, String hash, Optional<RowState> known, Observation observation) {
        return Questions.NONE;
    }

    RowChange detect(R row, String hash, Optional<RowState> known, Related related, Observation observation);

    /** The row is proven gone: not known by its id either, after it was missing. */
    RowChange gone(RowState known, Observation observation);
}
