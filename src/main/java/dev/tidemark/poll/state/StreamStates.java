package dev.tidemark.poll.state;

import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.page.Poison;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far the streams of an account are known, and the rows that could not be read. In the caller's transaction. */
public interface StreamStates {
    Map<StreamName, StreamState> ofAccount(String account);

    void create(StreamState state);

    void save(StreamState state);

    /** When somebody last asked for a look at the account; empty when nobody did. */
    Optional<Instant> askedAt(String account);

    /** Keeps rows that cannot be processed, each once, with how often and since when it came. */
    void quarantine(String account, StreamName stream, List<Poison> poison, Instant now);

    /** When a row that could not be read, and cannot yet as far as is known, last came; empty when all could. */
    Optional<Instant> lastBadAt(String account, StreamName stream);

    /** Rows that can be read now are no longer kept. */
    void release(String account, StreamName stream, Collection<String> rowIds);
}
