package dev.tidemark.poll;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.platform.WorkersConfig;
import dev.tidemark.platform.lease.LeaseLostException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.http.HttpServerStart;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The scheduler's tick: each account on a virtual thread of its own, so that a slow one delays no other. */
@ApplicationScoped
public class PollTick {
    private static final Logger LOG = Logger.getLogger(PollTick.class);

    private final AccountStore accounts;
    private final Poller poller;
    private final WorkersConfig workers;
    /** Serve first, then poll: the sandbox is polled through the same server. */
    private volatile boolean serving;

    private final Set<String> running = ConcurrentHashMap.newKeySet();

    PollTick(AccountStore accounts, Poller poller, WorkersConfig workers) {
        this.accounts = accounts;
        this.poller = poller;
        this.workers = workers;
    }

    void serving(@ObservesAsync HttpServerStart start) {
        serving = true;
    }

    /** What is under way ends or is read again; nothing new begins. */
    void stopping(@Observes ShutdownEvent stop) {
        serving = false;
    }

    @Scheduled(
            every = "${tidemark.poll.tick:1s}",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tick() {
        if (!serving) {
            return;
        }
        accounts.all().forEach(this::start);
    }

    /** Does not wait for the next tick. */
    void wake(Account account) {
        if (serving && workers.enabled()) {
            start(account);
        }
    }

    private void start(Account account) {
        if (running.add(account.id())) {
            Thread.ofVirtual().name("poll-" + account.id()).start(() -> {
                try {
                    poll(account);
                } finally {
                    running.remove(account.id());
                }
            });
        }
    }

    /** One round over all accounts, one after the other; @return events that were new. */
    public int runOnce() {
        return accounts.all().stream().mapToInt(this::poll).sum();
    }

    private int poll(Account account) {
        try {
            return poller.poll(account);
        } catch (LeaseLostException e) {
            LOG.infof("poll.lease_lost account=%s: another replica goes on", account.id());
            return 0;
        } catch (RuntimeException e) {
            LOG.errorf(e, "poll.error account=%s: what was not stored is read again", account.id());
            return 0;
        }
    }
}
