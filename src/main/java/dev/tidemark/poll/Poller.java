package dev.tidemark.poll;

import dev.tidemark.account.Account;
import dev.tidemark.change.Observation;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.MindstampClient;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.platform.lease.Lease;
import dev.tidemark.platform.lease.LeaseLostException;
import dev.tidemark.poll.lease.PollRight;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Polls one account: for each stream that is due, walks page by page, and stores each page with what it gave. */
@ApplicationScoped
public class Poller {
    private static final Logger LOG = Logger.getLogger(Poller.class);

    private final AccountGate gate;
    private final PollRight right;
    private final RowStateStore rows;
    private final PageCommit commits;
    private final PollRules rules;
    private final Clock clock;
    /** Walks that wait for the budget; lost with the process, and then begun again. */
    private final Map<WalkKey, Walk> walks = new ConcurrentHashMap<>();

    /** A walk of the account as it was then: with another token or address it is begun again. */
    private record WalkKey(String account, Instant createdAt, int revision, StreamName stream) {
        static WalkKey of(Account account, StreamName stream) {
            return new WalkKey(account.id(), account.createdAt(), account.revision(), stream);
        }

        boolean isOfOlder(Account now) {
            return account.equals(now.id()) && !equals(of(now, stream));
        }
    }

    Poller(AccountGate gate, PollRight right, RowStateStore rows, PageCommit commits, PollRules rules, Clock clock) {
        this.gate = gate;
        this.right = right;
        this.rows = rows;
        this.commits = commits;
        this.rules = rules;
        this.clock = clock;
    }

    /** One round: every stream of the account that is due now; @return events that were new. */
    public int poll(Account account) {
        walks.keySet().removeIf(key -> key.isOfOlder(account));
        Optional<Lease> lease = right.take(account);
        if (lease.isEmpty()) {
            walks.keySet().removeIf(key -> key.account().equals(account.id()));
            return 0;
        }
        return gate.open(account)
                .map(client -> poll(lease.get(), account, client))
                .orElse(0);
    }

    private int poll(Lease lease, Account account, MindstampClient client) {
        int events = 0;
        // All streams begin at one instant: what happens while the first is walked is news in the others.
        for (Map.Entry<StreamReader<?>, StreamState> stream :
                commits.open(lease, account.id(), clock.instant()).entrySet()) {
            boolean due = !stream.getValue().dueAt().isAfter(clock.instant());
            if (due && !gate.isParked(account)) {
                events += walk(new Round(lease, account, client), stream.getKey(), stream.getValue());
            }
        }
        return events;
    }

    /** @param account as the client calls it */
    private record Round(Lease lease, Account account, MindstampClient client) {}

    private <R extends Row> int walk(Round round, StreamReader<R> reader, StreamState state) {
        Lease lease = round.lease();
        WalkKey key = WalkKey.of(round.account(), reader.stream());
        Walk walk = walks.computeIfAbsent(key, _ -> begin(state));
        // Learning may take long; the news of other streams go first.
        MindstampClient spending =
                round.client().as(state.phase() == StreamState.Phase.LEARNING ? CallClass.BACKFILL : CallClass.HEAD);
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
                    stop(round, state, key, failure);
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
        page.poison()
                .forEach(poison -> LOG.warnf(
                        "poll.poison account=%s stream=%s row=%s: the row is skipped: %s",
                        state.account(), state.stream().text(), poison.rowId().orElse(""), poison.reason()));
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
    private void stop(Round round, StreamState state, WalkKey key, MindstampFailure failure) {
        switch (failure) {
            case MindstampFailure.OverBudget over ->
                commits.fail(round.lease(), state.failed(failure.reason(), over.until()));
            case MindstampFailure.Unauthorized _ -> {
                walks.remove(key);
                gate.park(round.account());
            }
            // The account's budget waits after these, longer with each.
            case MindstampFailure.Throttled _,
                    MindstampFailure.Unavailable _,
                    MindstampFailure.TimedOut _,
                    MindstampFailure.Unreadable _ ->
                fail(round.lease(), state, key, failure, rules.planner().nextDueAfterFailure(clock.instant()));
            case MindstampFailure.NotFound _, MindstampFailure.Refused _, MindstampFailure.Poisoned _ ->
                fail(round.lease(), state, key, failure, rules.planner().nextDueAfterRefusal(clock.instant()));
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
