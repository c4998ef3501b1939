package dev.tidemark.change;

import java.time.Instant;

/**
 * The last known form of a row.
 *
 * @param key see {@link RowKey}
 * @param revision 1 for the first form seen, one more with each form that differs
 * @param hash see {@link ContentHash}
 * @param reached the highest percentage seen, 0–100; -1 for rows without one
 * @param fields the row as JSON, dates as ISO 8601
 * @param changedAt when this form was first seen
 * @param seenAt when this form was last seen
 */
public record RowState(
        String rowId,
        String key,
        Phase phase,
        int revision,
        String hash,
        int reached,
        byte[] fields,
        Instant changedAt,
        Instant seenAt) {

    /** {@code OPEN} may change soon and is looked for in every walk; {@code SETTLED} is not expected to. */
    public enum Phase {
        OPEN,
        SETTLED,
        /** Open, but not where a walk should have found it. */
        MISSED
    }

    RowState seen(Instant now) {
        return new RowState(
                rowId,
                key,
                phase == Phase.MISSED ? Phase.OPEN : phase,
                revision,
                hash,
                reached,
                fields,
                changedAt,
                now);
    }

    RowState settled() {
        return new RowState(rowId, key, Phase.SETTLED, revision, hash, reached, fields, changedAt, seenAt);
    }
}
