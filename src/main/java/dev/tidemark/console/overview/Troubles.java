package dev.tidemark.console.overview;

import dev.tidemark.account.Account;
import dev.tidemark.callback.history.BacklogStore;
import dev.tidemark.callback.subscription.Subscription;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.kafka.KafkaStanding;
import dev.tidemark.poll.condition.OpenConditions;
import dev.tidemark.poll.store.PoisonStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Asks every room what is wrong there. */
@ApplicationScoped
class Troubles {
    /** Nobody looks at more at once. */
    private static final int SUBSCRIPTIONS = 500;

    private final Subscriptions subscriptions;
    private final BacklogStore backlogs;
    private final OpenConditions conditions;
    private final PoisonStore poison;
    private final KafkaStanding kafka;
    private final Clock clock;

    Troubles(
            Subscriptions subscriptions,
            BacklogStore backlogs,
            OpenConditions conditions,
            PoisonStore poison,
            KafkaStanding kafka,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.backlogs = backlogs;
        this.conditions = conditions;
        this.poison = poison;
        this.kafka = kafka;
        this.clock = clock;
    }

    List<Trouble> of(List<Account> accounts) {
        Instant now = clock.instant();
        List<Trouble> troubles = new ArrayList<>();
        accounts.forEach(
                account -> troubles.addAll(Trouble.of(account, conditions.of(account.id()), unreadable(account))));
        kafka.waitsSince().flatMap(since -> Trouble.ofKafka(since, now)).ifPresent(troubles::add);
        subscriptions
                .after("", SUBSCRIPTIONS)
                .forEach(one -> Trouble.of(one, held(one, now)).ifPresent(troubles::add));
        return troubles;
    }

    private int unreadable(Account account) {
        return poison.counts(account.id()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private int held(Subscription one, Instant now) {
        return one.enabled() ? 0 : backlogs.of(one.id(), now).held();
    }
}
