package dev.tidemark.api.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.change.RowState;
import java.util.Optional;

/**
 * What is gone.
 *
 * @param events whose payload was removed by this call
 * @param before whose payload had been removed already
 * @param row expunged, kept (Mindstamp still has it) or unknown
 * @param note what is left to do
 */
record ExpungedShown(
        int events, @JsonProperty("events_before") int before, String row, String note) {
    static ExpungedShown of(int events, int before, Optional<RowState> state, boolean gone) {
        String row = gone ? "expunged" : state.isPresent() ? "kept" : "unknown";
        return new ExpungedShown(
                events,
                before,
                row,
                row.equals("kept")
                        ? "Mindstamp still has the row, so its last known form is kept to see what changes. Delete it there,"
                                + " wait until it is told as deleted, and call this again."
                        : "Nothing is left here but that the events happened.");
    }
}
