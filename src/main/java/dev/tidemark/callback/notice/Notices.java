package dev.tidemark.callback.notice;

import dev.tidemark.platform.AfterCommit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Notes what is to be told of callbacks, in the transaction that makes it so and holds the subscription's lock: nothing is
 * told that did not happen, and nothing happens untold.
 */
@ApplicationScoped
public class Notices {
    private static final Logger LOG = Logger.getLogger("dev.tidemark.callback");

    /**
     * A receiver that fails and works again all the time is told of once in so long. Otherwise two such receivers of these
     * very events could keep each other busy for ever.
     */
    static final Duration FLAPPING = Duration.ofHours(1);

    private final NoticeStore store;
    private final Teller teller;
    private final AfterCommit afterCommit;

    Notices(NoticeStore store, Teller teller, AfterCommit afterCommit) {
        this.store = store;
        this.teller = teller;
        this.afterCommit = afterCommit;
    }

    public void add(List<Notice> notices) {
        List<Notice.Exhausted> exhausted = new ArrayList<>();
        for (Notice notice : notices) {
            switch (notice) {
                case Notice.Failing failing -> failing(failing);
                case Notice.Disabled disabled -> disabled(disabled);
                case Notice.Recovered recovered -> recovered(recovered);
                case Notice.Exhausted one -> exhausted.add(one);
            }
        }
        store.addExhausted(exhausted);
        if (!notices.isEmpty()) {
            afterCommit.run(teller::signal);
        }
    }

    /** It starts anew, or is no more: that it fails is no news any longer, if that still waits to be told. */
    public void withdraw(String subscription, Instant now) {
        store.withdraw(subscription, now);
    }

    private void failing(Notice.Failing failing) {
        LOG.warnf(
                "subscription.failing subscription=%s: %s; it is tried with one event at a time, more and more seldom, and"
                        + " gets the others when that one is taken",
                failing.subscription(), failing.reason());
        Instant quietUntil = store.recoveredAt(failing.subscription())
                .map(at -> at.plus(FLAPPING))
                .orElse(failing.at());
        store.add(failing, quietUntil.isAfter(failing.at()) ? quietUntil : failing.at(), failing.failures());
    }

    private void disabled(Notice.Disabled disabled) {
        LOG.warnf("subscription.disabled subscription=%s: %s", disabled.subscription(), disabled.reason());
        store.withdraw(disabled.subscription(), disabled.at());
        store.add(disabled, disabled.at(), store.held(disabled.subscription()));
    }

    /** Who was not told that it fails is not told that it is over. */
    private void recovered(Notice.Recovered recovered) {
        LOG.infof(
                "subscription.recovered subscription=%s: %s; it gets what has waited",
                recovered.subscription(), recovered.reason());
        if (!store.withdraw(recovered.subscription(), recovered.at())) {
            store.recovered(recovered.subscription(), recovered.at());
            store.add(recovered, recovered.at(), 0);
        }
    }
}
