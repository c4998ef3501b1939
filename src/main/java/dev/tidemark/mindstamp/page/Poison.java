package dev.tidemark.mindstamp.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/**
 * A row that cannot be processed.
 *
 * @param rowId its id, where it has one that can be used
 * @param reason for a person: which field is wrong, and how
 * @param raw the row as it came, at most {@link #MOST_RAW} bytes: JSON in UTF-8, or the bytes sent in its place
 * @param cut whether there was more of it
 */
public record Poison(Optional<String> rowId, String reason, byte[] raw, boolean cut) {
    public static final int MOST_RAW = 64 * 1024;

    /** A row that never came: its list or its id brings no answer that can be used. */
    public static Poison without(Optional<String> rowId, String reason) {
        String why = rowId.map(id -> "row " + id).orElse("a row of the list") + " does not come: " + reason;
        return new Poison(rowId, why, why.getBytes(UTF_8), false);
    }

    public static Poison of(RawJson row, Optional<String> rowId, String reason) {
        return new Poison(rowId, reason, row.start(MOST_RAW), row.length() > MOST_RAW);
    }
}
