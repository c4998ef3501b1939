package dev.tidemark.change;

import java.time.Instant;
import java.util.Optional;

/**
 * The last known form of a row.
 *
 * @param owner the view an interaction belongs to, the group, series or list a member belongs to; else empty text
 * @param revision 1 for the first form seen, one more with each form that differs
 * @param hash a fingerprint of the known fields
 * @param reached the highest percentage seen, 0–100; -1 for rows without one
 * @param fields the row as JSON, dates as ISO 8601
 * @param changedAt when this form was first seen
 * @param seenAt when this form was last seen
 * @param suspectAt since when it is missing where it should have been; empty while it is not
 * @param doubt a copy that may be stale; empty when there is none
 */
public record RowState(
        String rowId,
        String owner,
        RowKeys keys,
        Phase phase,
        int revision,
        String hash,
        int reached,
        byte[] fields,
        Instant changedAt,
        Instant seenAt,
        Optional<Instant> suspectAt,
        Optional<Doubt> doubt) {

    /** {@code OPEN} may change soon; {@code SETTLED} is not expected to; {@code GONE} is proven deleted, but kept. */
    public enum Phase {
        OPEN,
        SETTLED,
        GONE
    }

    /** A copy that may be stale, and when it was first seen. */
    public record Doubt(String hash, Instant since) {}

    /**
     * Seen again as it is.
     *
     * @param seenKeys its update may be newer, even if nothing that counts changed
     */
    public RowState seen(Instant now, RowKeys seenKeys) {
        RowKeys later = seenKeys.updated().compareTo(keys.updated()) > 0 ? seenKeys : keys;
        return new RowState(
                rowId,
                owner,
                later,
                phase,
                revision,
                hash,
                reached,
                fields,
                changedAt,
                now,
                Optional.empty(),
                Optional.empty());
    }

    public RowState settled() {
        return in(Phase.SETTLED);
    }

    /** @param percentage the highest one seen */
    public RowState reaching(int percentage) {
        return new RowState(
                rowId, owner, keys, phase, revision, hash, percentage, fields, changedAt, seenAt, suspectAt, doubt);
    }

    public RowState in(Phase other) {
        return new RowState(
                rowId, owner, keys, other, revision, hash, reached, fields, changedAt, seenAt, suspectAt, doubt);
    }

    public RowState doubted(Doubt other) {
        return new RowState(
                rowId,
                owner,
                keys,
                phase,
                revision,
                hash,
                reached,
                fields,
                changedAt,
                seenAt,
                suspectAt,
                Optional.of(other));
    }

    /** Proven gone: its own revision, so that a row that comes back can go again. */
    public RowState gone(Instant now) {
        return new RowState(
                rowId,
                owner,
                keys,
                Phase.GONE,
                revision + 1,
                hash,
                reached,
                fields,
                now,
                seenAt,
                Optional.empty(),
                Optional.empty());
    }
}
