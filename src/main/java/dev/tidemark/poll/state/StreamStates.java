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

    /**
     * Bad rows of unknown ids that did not come again since then are no longer kept: a whole round did not meet them.
     * Those with ids may be asked for alone, at most a day apart ({@link RowStates#unlistedFor}): they stay two days longer.
     */
    void releaseUnmet(String account, StreamName stream, Instant since);

    /** Rows that can be read now are no longer kept. */
    void release(String account, StreamName stream, Collection<String> rowIds);
}
