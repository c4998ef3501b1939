package dev.tidemark.poll;

import dev.tidemark.account.Account;
import dev.tidemark.change.StreamName;
import dev.tidemark.poll.lease.PollRight;
import dev.tidemark.poll.state.Telling;
import dev.tidemark.poll.store.StreamStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Draws polling's attention to an account before its streams are due by themselves. */
@ApplicationScoped
public class Attention {
    private final PollRight right;
    private final StreamStore streams;
    private final PollTick tick;
    private final Clock clock;

    Attention(PollRight right, StreamStore streams, PollTick tick, Clock clock) {
        this.right = right;
        this.streams = streams;
        this.tick = tick;
        this.clock = clock;
    }

    /** There is reason to believe that something changed: every stream is walked as soon as can be. */
    public void look(Account account) {
        streams.ask(account.id(), clock.instant());
        tick.wake(account);
    }

    /** Every row of the stream is looked at again, from the beginning; what is under way in the old way is refused. */
    public void walkAgain(Account account, StreamName stream, Telling telling) {
        QuarkusTransaction.requiringNew().run(() -> {
            right.revoke(account.id());
            streams.sweepAgain(account.id(), stream, telling, clock.instant());
        });
        tick.wake(account);
    }

    /** It gets another token or address in the caller's transaction: nothing more is stored of what is under way. */
    public void drop(Account account) {
        right.revoke(account.id());
    }
}
