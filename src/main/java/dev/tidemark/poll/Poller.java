package dev.tidemark.poll;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.change.Observation;
import dev.tidemark.mindstamp.MindstampClient;
import dev.tidemark.mindstamp.MindstampClients;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.row.Page;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.platform.lease.Lease;
import dev.tidemark.platform.lease.LeaseStore;
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

    private final AccountStore accounts;
    private final MindstampClients clients;
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
            AccountStore accounts,
            MindstampClients clients,
            LeaseStore leases,
            StreamStore streams,
            RowStateStore rows,
            PageCommit commits,
            PollRules rules,
            Clock clock) {
        this.accounts = accounts;
        this.clients = clients;
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
        if (lease.isEmpty() || !mayCall(account)) {
            return 0;
        }
        int events = 0;
        for (StreamReader<?> reader : StreamReader.ALL) {
            StreamState state = streams.open(account.id(), reader.stream(), clock.instant());
            if (!state.dueAt().isAfter(clock.instant())) {
                events += walk(lease.get(), account, reader, state);
            }
        }
        return events;
    }

    private <R extends Row> int walk(Lease lease, Account account, StreamReader<R> reader, StreamState state) {
        WalkKey key = new WalkKey(account.id(), reader.stream().text());
        Walk walk = walks.computeIfAbsent(key, _ -> begin(state));
        MindstampClient client = client(account);
        int events = 0;
        while (!walk.isDone()) {
            switch (reader.list().page(client, MindstampClient.PAGE_SIZE, walk.offset())) {
                case Reply.Ok<Page<R>>(Page<R> page) -> events += take(lease, reader, state, walk, page);
                case Reply.Failed<Page<R>>(MindstampFailure failure) -> {
                    stop(lease, account, state, key, failure);
                    return events;
                }
            }
        }
        walks.remove(key);
        if (state.phase() == StreamState.Phase.LEARNING) {
            LOG.infof(
                    "poll.learned account=%s stream=%s calls=%d: from here on changes are told",
                    account.id(), reader.stream().text(), walk.calls());
        }
        LOG.debugf(
                "poll.walked account=%s stream=%s calls=%d events=%d phase=%s",
                account.id(), reader.stream().text(), walk.calls(), events, state.phase());
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
        Optional<StreamState> finished = walk.isDone()
                ? Optional.of(state.marked(walk.newest())
                        .walked(walk.began(), rules.planner().nextDue(walk)))
                : Optional.empty();
        try {
            return commits.commit(lease, reader.detector(), page, observation(state, now), finished);
        } catch (RuntimeException e) {
            // What was not stored must be read again: from the head, and the mark has not moved.
            walks.remove(new WalkKey(state.account(), state.stream().text()));
            throw e;
        }
    }

    private Walk begin(StreamState state) {
        String stopKey = rules.planner().stopKey(state, rows.oldestOpenKey(state.account(), state.stream()));
        return new Walk(clock.instant(), stopKey);
    }

    /** What is done about each failure: wait for the budget, park the account, or try again later. */
    private void stop(Lease lease, Account account, StreamState state, WalkKey key, MindstampFailure failure) {
        switch (failure) {
            case MindstampFailure.OverBudget over -> commits.fail(lease, state.failed(failure.reason(), over.until()));
            case MindstampFailure.Unauthorized _ -> {
                walks.remove(key);
                park(account);
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

    /** A parked account is asked about now and then; the answer decides whether it goes on. */
    private boolean mayCall(Account account) {
        if (account.state() == Account.State.ACTIVE) {
            return true;
        }
        Instant nextCheck = account.problemAt().orElse(Instant.EPOCH).plus(rules.tokenCheck());
        if (clock.instant().isBefore(nextCheck)) {
            return false;
        }
        return switch (client(account).me()) {
            case Reply.Ok<?> _ -> {
                accounts.authorized(account.id());
                LOG.infof("account.authorized account=%s", account.id());
                yield true;
            }
            case Reply.Failed<?>(MindstampFailure.Unauthorized _) -> {
                park(account);
                yield false;
            }
            case Reply.Failed<?> _ -> false;
        };
    }

    private void park(Account account) {
        accounts.unauthorized(
                account.id(),
                "Mindstamp does not accept the token of account '" + account.id() + "' (401). Get a valid one from"
                        + " Mindstamp and set it; the account is asked about again every " + rules.tokenCheckText()
                        + ". Nothing is lost meanwhile: what changes is found when polling goes on.");
        LOG.errorf("account.unauthorized account=%s: polling stops until the token is accepted", account.id());
    }

    private MindstampClient client(Account account) {
        return clients.of(account.id(), account.url(), accounts.token(account.id()), rules.limits());
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
