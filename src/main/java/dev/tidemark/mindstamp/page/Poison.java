package dev.tidemark.mindstamp.page;

import java.util.Optional;

/**
 * An element of a list that cannot be processed.
 *
 * @param rowId its id, where it has one that can be used
 * @param reason for a person: which field is wrong, and how
 * @param raw the element as it came, at most {@link #MOST_RAW} bytes; JSON in UTF-8, or what was sent in its place
 * @param cut whether it was longer
 */
public record Poison(Optional<String> rowId, String reason, byte[] raw, boolean cut) {
    public static final int MOST_RAW = 64 * 1024;
}
