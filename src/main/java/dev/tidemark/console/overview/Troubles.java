package dev.tidemark.console.overview;

import dev.tidemark.account.Account;
import dev.tidemark.callback.history.BacklogStore;
import dev.tidemark.callback.subscription.Subscription;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.kafka.KafkaStanding;
import dev.tidemark.poll.condition.OpenConditions;
import dev.tidemark.poll.store.PoisonStore;
import dev.tidemark.poll.store.StreamStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks every room what is wrong there. */
@ApplicationScoped
class Troubles {
    /** Nobody looks at more at once. */
    private static final int SUBSCRIPTIONS = 500;

    /** A list that was not read for so long has more than a call that failed. */
    private static final Duration A_WHILE = Duration.ofMinutes(5);

    private final Subscriptions subscriptions;
    private final BacklogStore backlogs;
    private final OpenConditions conditions;
    private final StreamStore streams;
    private final PoisonStore poison;
    private final KafkaStanding kafka;
    private final Clock clock;

    Troubles(
            Subscriptions subscriptions,
            BacklogStore backlogs,
            OpenConditions conditions,
            StreamStore streams,
            PoisonStore poison,
            KafkaStanding kafka,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.backlogs = backlogs;
        this.conditions = conditions;
        this.streams = streams;
        this.poison = poison;
        this.kafka = kafka;
        this.clock = clock;
    }

    List<Trouble> of(List<Account> accounts) {
        Instant now = clock.instant();
        List<Trouble> troubles = new ArrayList<>();
        accounts.forEach(account -> troubles.addAll(
                Trouble.of(account, conditions.of(account.id()), lists(account, now), unreadable(account))));
        kafka.waitsSince().flatMap(since -> Trouble.ofKafka(since, now)).ifPresent(troubles::add);
        subscriptions
                .after("", SUBSCRIPTIONS)
                .forEach(one -> Trouble.of(one, held(one, now)).ifPresent(troubles::add));
        return troubles;
    }

    /** Those that were read once: what an account's plan never had is said on its page alone. */
    private Map<String, String> lists(Account account, Instant now) {
        Instant lately = now.minus(A_WHILE);
        Map<String, String> problems = new TreeMap<>();
        streams.ofAccount(account.id()).values().stream()
                .filter(state -> state.walkedAt()
                        .filter(walked -> walked.isBefore(lately))
                        .isPresent())
                .forEach(state -> state.problem()
                        .ifPresent(problem -> problems.put(state.stream().text(), problem)));
        return problems;
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
