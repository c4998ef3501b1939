package dev.tidemark.poll;

import dev.tidemark.change.ChangeDetector;
import dev.tidemark.change.ChangeSet;
import dev.tidemark.change.Observation;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.outbox.EventLog;
import dev.tidemark.platform.lease.Lease;
import dev.tidemark.platform.lease.LeaseStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores what a page gives in ONE transaction: row states, mark, events and what is due with them; or nothing of it. */
@ApplicationScoped
class PageCommit {
    private final LeaseStore leases;
    private final RowStateStore rows;
    private final StreamStore streams;
    private final EventLog log;

    PageCommit(LeaseStore leases, RowStateStore rows, StreamStore streams, EventLog log) {
        this.leases = leases;
        this.rows = rows;
        this.streams = streams;
        this.log = log;
    }

    /** A walk that is over, and the stream as it is known then. */
    record Finished(Walk walk, StreamState state) {}

    /** How far each stream is known; those that were never looked at begin now. */
    @Transactional
    Map<StreamReader<?>, StreamState> open(Lease lease, String account, Instant now) {
        leases.fence(lease);
        Map<StreamReader<?>, StreamState> states = new LinkedHashMap<>();
        StreamReader.ALL.forEach(reader -> states.put(reader, streams.open(account, reader.stream(), now)));
        return states;
    }

    /**
     * Stores a page.
     *
     * @param finished if this was the walk's last page: only now may the mark move, since every page up to it is stored
     * @return how many events were new
     * @throws dev.tidemark.platform.lease.LeaseLostException when another replica polls the account now
     */
    @Transactional
    <R extends Row> int commit(
            Lease lease,
            ChangeDetector<R> detector,
            Page<R> page,
            Observation observation,
            Optional<Finished> finished) {
        leases.fence(lease);
        String account = observation.account();
        List<String> ids = page.rows().stream().map(Row::id).toList();
        ChangeSet changes =
                ChangeSet.of(detector, page.rows(), rows.known(account, detector.stream(), ids), observation);
        rows.create(account, detector.stream(), changes.created());
        rows.change(account, detector.stream(), changes.changed());
        rows.seen(account, detector.stream(), changes.seen(), observation.now());
        finished.ifPresent(this::finish);
        return log.append(changes.events()).size();
    }

    /** A walk that came to nothing; the mark stays. */
    @Transactional
    void fail(Lease lease, StreamState state) {
        leases.fence(lease);
        streams.save(state);
    }

    private void finish(Finished finished) {
        StreamState state = finished.state();
        List<String> unseen = rows
                .openUnseenSince(
                        state.account(), state.stream(), finished.walk().began())
                .stream()
                .filter(rowId -> !finished.walk().hasRead(rowId))
                .toList();
        rows.missed(state.account(), state.stream(), unseen);
        streams.save(state);
        streams.dueIfAskedSince(state, finished.walk().began());
    }
}
