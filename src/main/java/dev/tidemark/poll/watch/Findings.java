package dev.tidemark.poll.watch;

import dev.tidemark.change.Observation;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.poll.list.Span;
import dev.tidemark.poll.state.StreamState;
import dev.tidemark.poll.state.Telling;
import java.time.Instant;
import java.util.Optional;

/**
 * What one call found, to be stored in one transaction.
 *
 * @param page the rows that came
 * @param span the stretch in which rows that did not come are missing; empty where the page proves nothing
 * @param missingSince rows not seen since then are missing: a whole round is over; empty otherwise
 * @param after the stream as it is known with this
 */
record Findings<R extends Row>(
        Page<R> page,
        Optional<Span> span,
        Optional<Instant> missingSince,
        Telling telling,
        Observation observation,
        StreamState after) {}
