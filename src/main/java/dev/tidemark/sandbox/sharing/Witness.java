package dev.tidemark.sandbox.sharing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.authored.Video;
import java.time.Instant;

/** Who must know what was shared: the ledger, and whoever keeps the views of a series. */
public interface Witness {
    /** @param subject such as {@code groups/<id>}: the path of what changed */
    void fact(Instant at, String fact, String subject, ObjectNode detail);

    void joinedSeries(String seriesId, Video video);
}
