package dev.tidemark.poll;

import dev.tidemark.account.Account;
import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.MindstampClient;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.platform.lease.Lease;
import dev.tidemark.poll.lease.PollRight;
import dev.tidemark.poll.source.ClientSource;
import dev.tidemark.poll.source.Source;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import dev.tidemark.poll.state.StreamStates;
import dev.tidemark.poll.watch.AccountPoller;
import dev.tidemark.poll.watch.Outcome;
import dev.tidemark.poll.watch.PageCommit;
import dev.tidemark.poll.watch.Watch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Polls the accounts that are this replica's to poll: call by call, as long as the planner wants one. */
@ApplicationScoped
public class Poller {
    private static final Logger LOG = Logger.getLogger(Poller.class);
    /** Of one account in one round; then the lease is looked at again. */
    private static final int MOST_CALLS = 200;

    private static final int OWNERS_AT_ONCE = 200;

    private final AccountGate gate;
    private final PollRight right;
    private final RowStates rows;
    private final StreamStates streams;
    private final PageCommit commits;
    private final AccountPoller poller;
    private final BudgetParts parts;
    private final Oversight oversight;
    private final Clock clock;
    /** What is in memory of the accounts polled here; lost with the process, and then begun again. */
    private final Map<String, Known> watches = new ConcurrentHashMap<>();

    /** A watch under the lease and for the account as they were then: with another it is begun again. */
    private record Known(Lease lease, Instant createdAt, int revision, Watch watch) {
        boolean isFor(Lease now, Account account) {
            return lease.equals(now) && createdAt.equals(account.createdAt()) && revision == account.revision();
        }
    }

    Poller(
            AccountGate gate,
            PollRight right,
            RowStates rows,
            StreamStates streams,
            PageCommit commits,
            PollRules rules,
            BudgetParts parts,
            Oversight oversight,
            Clock clock) {
        this.gate = gate;
        this.right = right;
        this.rows = rows;
        this.streams = streams;
        this.commits = commits;
        this.poller = new AccountPoller(rules.headInterval(), commits, rows, rules, clock);
        this.parts = parts;
        this.oversight = oversight;
        this.clock = clock;
    }

    /** One round: all that is to be asked now; @return events that were new. */
    public int poll(Account account) {
        Optional<Lease> lease = right.take(account);
        if (lease.isEmpty()) {
            watches.remove(account.id());
            oversight.forget(account.id());
            return 0;
        }
        Optional<MindstampClient> client = gate.open(account);
        if (client.isEmpty()) {
            watches.remove(account.id());
            return 0;
        }
        try {
            return poll(lease.get(), account, client.get());
        } catch (RuntimeException e) {
            // Another replica goes on, or what was in memory may be ahead of what was stored.
            watches.remove(account.id());
            throw e;
        }
    }

    private int poll(Lease lease, Account account, MindstampClient client) {
        Watch watch = watch(lease, account, client.budgetKey());
        streams.askedAt(account.id()).ifPresent(watch::asked);
        watch.budget(parts.callsPerHour(account, client.budgetKey(), watch.tempo(clock.instant())));
        int events = steps(lease, account, watch, oversight.over(new ClientSource(client), watch));
        oversight.round(watch, clock.instant());
        return events;
    }

    private int steps(Lease lease, Account account, Watch watch, Source source) {
        int events = 0;
        for (int call = 0; call < MOST_CALLS; call++) {
            Set<StreamName> learning = watch.learning();
            Outcome outcome = poller.step(lease, watch, source);
            learning.stream()
                    .filter(stream -> !watch.learning().contains(stream))
                    .forEach(stream -> LOG.infof(
                            "poll.learned account=%s stream=%s order=%s: from here on changes are told",
                            account.id(),
                            stream.text(),
                            watch.state(stream).certificate().order().text()));
            switch (outcome) {
                case Outcome.Idle _ -> {
                    return events;
                }
                case Outcome.Aside _ -> {}
                case Outcome.Told(StreamName stream, int told) -> {
                    events += told;
                    oversight.told(watch, stream, told);
                    if (gate.isParked(account)) {
                        return events;
                    }
                }
                case Outcome.Failed(StreamName stream, MindstampFailure failure) -> {
                    oversight.failed(account.id(), failure);
                    if (isOver(account, stream, failure)) {
                        return events;
                    }
                }
            }
        }
        return events;
    }

    /** Whether nothing more is to be asked in this round. */
    private boolean isOver(Account account, StreamName stream, MindstampFailure failure) {
        return switch (failure) {
            // Another class may still have calls.
            case MindstampFailure.OverBudget _, MindstampFailure.Poisoned _ -> false;
            case MindstampFailure.Unauthorized _ -> {
                watches.remove(account.id());
                gate.park(account);
                yield true;
            }
            case MindstampFailure.Throttled _,
                    MindstampFailure.Unavailable _,
                    MindstampFailure.TimedOut _,
                    MindstampFailure.Unreadable _,
                    MindstampFailure.TooLarge _,
                    MindstampFailure.NotFound _,
                    MindstampFailure.Refused _ -> {
                LOG.warnf(
                        "poll.failed account=%s stream=%s reason=%s",
                        account.id(), stream.text(), failure.getClass().getSimpleName());
                yield gate.isParked(account);
            }
        };
    }

    private Watch watch(Lease lease, Account account, String budgetKey) {
        Known known = watches.get(account.id());
        if (known == null || !known.isFor(lease, account)) {
            known = new Known(lease, account.createdAt(), account.revision(), open(lease, account, budgetKey));
            watches.put(account.id(), known);
            oversight.opened(known.watch());
        }
        return known.watch();
    }

    /** From what is stored; streams that were never looked at begin now, all at one instant. */
    private Watch open(Lease lease, Account account, String budgetKey) {
        Instant now = clock.instant();
        List<StreamState> states = commits.open(lease, account.id(), StreamKind.LISTED, now);
        Watch watch = new Watch(
                account.id(),
                states,
                parts.callsPerHour(account, budgetKey, 0),
                streams.askedAt(account.id()).orElse(Instant.EPOCH),
                now);
        List.of(StreamName.GROUPS, StreamName.SERIES, StreamName.ACCESS_LISTS)
                .forEach(stream -> wantMembers(watch, stream, now));
        return watch;
    }

    /** What belongs to known rows is looked at one after the other. */
    private void wantMembers(Watch watch, StreamName stream, Instant now) {
        RowStates.Of of = new RowStates.Of(watch.account(), stream);
        Instant from = now.plus(Duration.ofMinutes(1));
        List<RowState> owners = rows.after(of, "", OWNERS_AT_ONCE);
        while (!owners.isEmpty()) {
            for (RowState owner : owners) {
                watch.want(stream, owner.rowId(), from);
                from = from.plusSeconds(10);
            }
            owners = rows.after(of, owners.getLast().rowId(), OWNERS_AT_ONCE);
        }
    }
}
