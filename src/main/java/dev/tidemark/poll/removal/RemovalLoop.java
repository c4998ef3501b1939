package dev.tidemark.poll.removal;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.platform.Worker;
import dev.tidemark.platform.WorkersConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;

/** Goes on with removals that a request left, or a process that ended. */
@ApplicationScoped
public class RemovalLoop {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final AccountStore accounts;
    private final AccountRemoval removal;
    private final WorkersConfig workers;
    private volatile Optional<Worker> worker = Optional.empty();
    private volatile boolean stopped;

    RemovalLoop(AccountStore accounts, AccountRemoval removal, WorkersConfig workers) {
        this.accounts = accounts;
        this.removal = removal;
        this.workers = workers;
    }

    void start(@Observes @Priority(1000) StartupEvent start) {
        if (workers.enabled()) {
            worker = Optional.of(Worker.start("account-removal", INTERVAL, this::runOnce));
        }
    }

    /** After the step that is under way. */
    void stop(@Observes @Priority(1000) ShutdownEvent end) {
        stopped = true;
        worker.ifPresent(Worker::close);
    }

    /** There is something to remove; cheap, from any thread. */
    public void wake() {
        worker.ifPresent(Worker::signal);
    }

    /** Removes every account that is marked for it, to its end. */
    void runOnce() {
        accounts.all().stream()
                .filter(account -> account.state() == Account.State.DELETING)
                .map(Account::id)
                .forEach(this::remove);
    }

    private void remove(String account) {
        boolean gone = stopped;
        while (!gone) {
            gone = removal.step(account) || stopped;
        }
    }
}
