package dev.tidemark.poll;

import dev.tidemark.account.Account;
import dev.tidemark.change.Observation;
import dev.tidemark.mindstamp.MindstampClient;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.row.Page;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.platform.lease.Lease;
import dev.tidemark.platform.lease.LeaseLostException;
import dev.tidemark.platform.lease.LeaseStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Polls one account: for each stream that is due, walks page by page, and stores each page with what it gave. */
@ApplicationScoped
public class Poller {
    private static final Logger LOG = Logger.getLogger(Poller.class);

    private final AccountGate gate;
    private final LeaseStore leases;
    private final StreamStore streams;
    private final RowStateStore rows;
    private final PageCommit commits;
    private final PollRules rules;
    private final Clock clock;
    /** Walks that wait for the budget; lost with the process, and then begun again. */
    private final Map<WalkKey, Walk> walks = new ConcurrentHashMap<>();

    private record WalkKey(String account, String stream) {}

    Poller(
            AccountGate gate,
            LeaseStore leases,
            StreamStore streams,
            RowStateStore rows,
            PageCommit commits,
            PollRules rules,
            Clock clock) {
        this.gate = gate;
        this.leases = leases;
        this.streams = streams;
        this.rows = rows;
        this.commits = commits;
        this.rules = rules;
        this.clock = clock;
    }

    /** One round: every stream of the account that is due now; @return events that were new. */
    public int poll(Account account) {
        Optional<Lease> lease = leases.acquire("poll/" + account.id());
        Optional<MindstampClient> client = lease.flatMap(_ -> gate.open(account));
        if (client.isEmpty()) {
            return 0;
        }
        // All streams begin at one instant: what happens while the first is walked is news in the others.
        Instant begin = clock.instant();
        Map<StreamReader<?>, StreamState> states = new LinkedHashMap<>();
        StreamReader.ALL.forEach(reader -> states.put(reader, streams.open(account.id(), reader.stream(), begin)));
        int events = 0;
        for (Map.Entry<StreamReader<?>, StreamState> stream : states.entrySet()) {
            boolean due = !stream.getValue().dueAt().isAfter(clock.instant());
            if (due && !gate.isParked(account)) {
                events += walk(lease.orElseThrow(), client.get(), stream.getKey(), stream.getValue());
            }
        }
        return events;
    }

    private <R extends Row> int walk(Lease lease, MindstampClient client, StreamReader<R> reader, StreamState state) {
        WalkKey key = new WalkKey(state.account(), reader.stream().text());
        Walk walk = walks.computeIfAbsent(key, _ -> begin(state));
        // Learning may take long; the news of other streams go first.
        MindstampClient spending =
                client.as(state.phase() == StreamState.Phase.LEARNING ? CallClass.BACKFILL : CallClass.HEAD);
        int events = 0;
        while (!walk.isDone()) {
            switch (reader.list().page(spending, MindstampClient.PAGE_SIZE, walk.offset())) {
                case Reply.Ok<Page<R>>(Page<R> page) -> {
                    try {
                        events += take(lease, reader, state, walk, page);
                    } catch (LeaseLostException e) {
                        walks.remove(key);
                        throw e;
                    } catch (RuntimeException e) {
                        unstorable(lease, state, key, e);
                        return events;
                    }
                }
                case Reply.Failed<Page<R>>(MindstampFailure failure) -> {
                    stop(lease, state, key, failure);
                    return events;
                }
            }
        }
        walks.remove(key);
        if (state.phase() == StreamState.Phase.LEARNING) {
            LOG.infof(
                    "poll.learned account=%s stream=%s calls=%d: from here on changes are told",
                    state.account(), reader.stream().text(), walk.calls());
        }
        LOG.debugf(
                "poll.walked account=%s stream=%s calls=%d events=%d phase=%s",
                state.account(), reader.stream().text(), walk.calls(), events, state.phase());
        return events;
    }

    private <R extends Row> int take(Lease lease, StreamReader<R> reader, StreamState state, Walk walk, Page<R> page) {
        Instant now = clock.instant();
        walk.take(page, now);
        if (page.unreadable() > 0) {
            LOG.warnf(
                    "poll.unreadable account=%s stream=%s rows=%d: rows without an id are skipped",
                    state.account(), state.stream().text(), page.unreadable());
        }
        Optional<PageCommit.Finished> finished = walk.isDone()
                ? Optional.of(new PageCommit.Finished(
                        walk,
                        state.marked(walk.newest())
                                .walked(walk.began(), rules.planner().nextDue(walk))))
                : Optional.empty();
        return commits.commit(lease, reader.detector(), page, observation(state, now), finished);
    }

    /** What was not stored is read again, from the head; the mark has not moved, and other streams go on. */
    private void unstorable(Lease lease, StreamState state, WalkKey key, RuntimeException failure) {
        walks.remove(key);
        Instant next = rules.planner().nextDueAfterRefusal(clock.instant());
        LOG.errorf(
                failure,
                "poll.unstorable account=%s stream=%s next=%s",
                state.account(),
                state.stream().text(),
                next);
        commits.fail(
                lease,
                state.failed(
                        "A page could not be stored, see the log; it is read again at " + next
                                + ". Nothing of it was told, nothing is lost.",
                        next));
    }

    private Walk begin(StreamState state) {
        String stopKey = rules.planner().stopKey(state, rows.oldestOpenKey(state.account(), state.stream()));
        return new Walk(clock.instant(), stopKey);
    }

    /** What is done about each failure: wait for the budget, park the account, or try again later. */
    private void stop(Lease lease, StreamState state, WalkKey key, MindstampFailure failure) {
        switch (failure) {
            case MindstampFailure.OverBudget over -> commits.fail(lease, state.failed(failure.reason(), over.until()));
            case MindstampFailure.Unauthorized _ -> {
                walks.remove(key);
                gate.park(state.account());
            }
            // The account's budget waits after these, longer with each.
            case MindstampFailure.Throttled _,
                    MindstampFailure.Unavailable _,
                    MindstampFailure.TimedOut _,
                    MindstampFailure.Unreadable _ ->
                fail(lease, state, key, failure, rules.planner().nextDueAfterFailure(clock.instant()));
            case MindstampFailure.NotFound _, MindstampFailure.Refused _ ->
                fail(lease, state, key, failure, rules.planner().nextDueAfterRefusal(clock.instant()));
        }
    }

    private void fail(Lease lease, StreamState state, WalkKey key, MindstampFailure failure, Instant nextDue) {
        walks.remove(key);
        LOG.warnf(
                "poll.failed account=%s stream=%s reason=%s next=%s",
                state.account(), state.stream().text(), failure.getClass().getSimpleName(), nextDue);
        commits.fail(lease, state.failed(failure.reason(), nextDue));
    }

    private Observation observation(StreamState state, Instant now) {
        return new Observation(
                state.account(),
                state.phase() == StreamState.Phase.LEARNING,
                state.cutoff(),
                rules.firstWalk(),
                rules.views(),
                state.walkedAt(),
                now);
    }
}
