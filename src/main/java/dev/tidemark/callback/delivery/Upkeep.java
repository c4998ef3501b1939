package dev.tidemark.callback.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * What the loop makes due beside its work: deliveries whose claims ended, what was held for subscriptions that are enabled
 * again, and ordered ones that wait for nothing.
 */
final class Upkeep {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    /** How often it is looked for claims that ended, and for what is held. */
    private static final Duration RELEASING = Duration.ofSeconds(1);

    /** How often ordered deliveries are looked for that wait for nothing. */
    private static final Duration WAKING = Duration.ofMinutes(1);

    private final Turns turns;
    private final Clock clock;
    private Instant releasedAt = Instant.MIN;
    private Instant wokenAt = Instant.MIN;
    private boolean holding;

    Upkeep(Turns turns, Clock clock) {
        this.turns = turns;
        this.clock = clock;
    }

    /**
     * @param madeDue something may be due by it
     * @param goesOn there is more of it at once
     */
    record Step(boolean madeDue, boolean goesOn) {}

    /** A small one a round, so that nobody waits for it; what was released is sent meanwhile. */
    Step step() {
        Instant now = clock.instant();
        boolean woken = isOver(wokenAt, WAKING, now);
        if (woken) {
            wokenAt = now;
            turns.wakeLines();
        }
        boolean ended = false;
        if (isOver(releasedAt, RELEASING, now)) {
            releasedAt = now;
            holding = true;
            ended = releaseExpired();
        }
        holding = holding && turns.releaseHeld() > 0;
        return new Step(woken || ended || holding, holding);
    }

    private boolean releaseExpired() {
        int released = turns.releaseExpired();
        if (released > 0) {
            LOG.warnf("delivery.released count=%d: their claims ended without a result, they are due again", released);
        }
        return released > 0;
    }

    private static boolean isOver(Instant last, Duration interval, Instant now) {
        return now.isBefore(last) || last.plus(interval).isBefore(now);
    }
}
