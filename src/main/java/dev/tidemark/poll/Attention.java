package dev.tidemark.poll;

import dev.tidemark.account.Account;
import dev.tidemark.poll.lease.PollRight;
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

    /** It gets another token or address in the caller's transaction: nothing more is stored of what is under way. */
    public void drop(Account account) {
        right.revoke(account.id());
    }
}
