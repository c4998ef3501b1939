package dev.tidemark.poll.condition;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventId;
import dev.tidemark.event.EventType;
import dev.tidemark.outbox.EventLog;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Stores each change of a condition and tells it, in one transaction: whichever replica is first. */
@ApplicationScoped
class ConditionLog {
    private static final Logger LOG = Logger.getLogger(ConditionLog.class);
    private static final String STREAM = "accounts";

    private final AccountStore accounts;
    private final ConditionStore store;
    private final EventLog log;

    ConditionLog(AccountStore accounts, ConditionStore store, EventLog log) {
        this.accounts = accounts;
        this.store = store;
        this.log = log;
    }

    /** @param stream the one that is affected; null when it is all of them */
    record Told(EventType type, @Nullable String stream, String reason, String advice) {}

    /** It begins, if it has not already; nobody is told yet. */
    void begin(String account, Condition condition, Instant since) {
        alone(account, () -> {
            if (!store.ofAccount(account).containsKey(condition.name())) {
                store.put(account, condition.name(), new ConditionStore.Kept(since, false));
            }
            return true;
        });
    }

    /** It is told, unless it was. */
    void tell(String account, Condition condition, String reason, Instant since, Instant now) {
        alone(account, () -> {
            ConditionStore.Kept kept = Optional.ofNullable(
                            store.ofAccount(account).get(condition.name()))
                    .orElse(new ConditionStore.Kept(since, false));
            if (!kept.told()) {
                store.put(account, condition.name(), new ConditionStore.Kept(kept.since(), true));
                append(
                        account,
                        new Told(condition.type(), null, reason, condition.advice(account)),
                        kept.since().toString(),
                        kept.since(),
                        now);
            }
            return true;
        });
    }

    /** It is over; who was told that it began is told that, too. */
    void end(String account, Condition condition, Instant now) {
        alone(account, () -> {
            Optional<ConditionStore.Kept> kept =
                    Optional.ofNullable(store.ofAccount(account).get(condition.name()));
            store.remove(account, condition.name());
            kept.filter(ConditionStore.Kept::told)
                    .ifPresent(told -> append(
                            account,
                            new Told(
                                    EventType.SOURCE_RECOVERED,
                                    null,
                                    "Over: " + condition.type().shortName() + " since " + told.since() + ".",
                                    "Nothing is to be done."),
                            condition.name() + told.since(),
                            now,
                            now));
            return true;
        });
    }

    /**
     * Another shape of a stream's rows, with what else has to be stored with it.
     *
     * @param notBefore it was told after that: nothing is done
     * @return whether it was told
     */
    boolean tellShape(String account, Told told, String kind, Instant notBefore, Instant now, Runnable with) {
        return alone(account, () -> {
            boolean isTooSoon = Optional.ofNullable(store.ofAccount(account).get(kind))
                    .filter(kept -> kept.since().isAfter(notBefore))
                    .isPresent();
            if (!isTooSoon) {
                with.run();
                store.put(account, kind, new ConditionStore.Kept(now, true));
                append(account, told, kind + now, now, now);
            }
            return !isTooSoon;
        });
    }

    /** Others wait for the account; there is nothing to tell of one that is being removed. */
    private boolean alone(String account, Callable<Boolean> work) {
        return QuarkusTransaction.requiringNew()
                .call(() -> accounts.lock(account)
                                .filter(found -> found.state() != Account.State.DELETING)
                                .isPresent()
                        && work.call());
    }

    private void append(String account, Told told, String happening, Instant since, Instant now) {
        LOG.infof("%s account=%s since=%s: %s", told.type().shortName(), account, since, told.reason());
        log.append(List.of(new ChangeEvent(
                EventId.of(account, STREAM, account, told.type(), happening),
                account,
                STREAM + "/" + account,
                account,
                now,
                new EventData.Source(told.type(), account, told.stream(), told.reason(), told.advice(), since, now))));
    }
}
