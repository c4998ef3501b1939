package dev.tidemark.console.overview;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that is not as it should be.
 *
 * @param isGrave events do not get where they should; else somebody should know
 * @param cure what to do
 * @param link where to do it
 */
record Trouble(boolean isGrave, String what, Optional<Instant> since, String cure, String link) {
    public String tone() {
        return isGrave ? "bad" : "warn";
    }
}
