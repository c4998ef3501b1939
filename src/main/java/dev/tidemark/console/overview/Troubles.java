package dev.tidemark.console.overview;

import dev.tidemark.account.Account;
import dev.tidemark.callback.history.BacklogStore;
import dev.tidemark.callback.subscription.Subscription;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.kafka.KafkaStanding;
import dev.tidemark.poll.condition.OpenConditions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks every room what is wrong there. */
@ApplicationScoped
class Troubles {
    /** Nobody looks at more at once. */
    private static final int SUBSCRIPTIONS = 500;

    private static final Duration KAFKA_MAY_TAKE = Duration.ofSeconds(30);

    private final Subscriptions subscriptions;
    private final BacklogStore backlogs;
    private final OpenConditions conditions;
    private final KafkaStanding kafka;
    private final Clock clock;

    Troubles(
            Subscriptions subscriptions,
            BacklogStore backlogs,
            OpenConditions conditions,
            KafkaStanding kafka,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.backlogs = backlogs;
        this.conditions = conditions;
        this.kafka = kafka;
        this.clock = clock;
    }

    List<Trouble> of(List<Account> accounts) {
        List<Trouble> troubles = new ArrayList<>();
        accounts.forEach(account -> troubles.addAll(of(account)));
        kafka.waitsSince()
                .filter(since -> since.isBefore(clock.instant().minus(KAFKA_MAY_TAKE)))
                .ifPresent(since -> troubles.add(new Trouble(
                        true,
                        "Kafka does not take events.",
                        Optional.of(since),
                        "Look whether the broker runs; what waits is published in order once it does. Callbacks go on.",
                        "/q/health")));
        subscriptions.after("", SUBSCRIPTIONS).forEach(one -> of(one).ifPresent(troubles::add));
        return troubles;
    }

    private List<Trouble> of(Account account) {
        String link = "/console/accounts/" + account.id();
        if (account.state() == Account.State.DELETING) {
            return List.of();
        }
        if (account.state() == Account.State.UNAUTHORIZED) {
            return List.of(new Trouble(
                    true,
                    "Mindstamp refuses the token of account " + account.id() + ".",
                    account.problemAt(),
                    "Set a valid one; what changes meanwhile is found then.",
                    link));
        }
        if (account.paused()) {
            return List.of(new Trouble(
                    false,
                    "Account " + account.id() + " is paused.",
                    Optional.of(account.updatedAt()),
                    "Resume it when its viewers are to become events again.",
                    link));
        }
        return conditions.of(account.id()).stream()
                .map(open -> new Trouble(
                        false, said(open.type(), account.id()), Optional.of(open.since()), open.advice(), link))
                .toList();
    }

    private static String said(String type, String account) {
        return switch (type) {
            case "SourceThrottled" -> "Mindstamp turns calls of account " + account + " away for now.";
            case "SourceLagging" -> "Account " + account + " is known later than it should be.";
            default -> type + " of account " + account + ".";
        };
    }

    private Optional<Trouble> of(Subscription one) {
        String link = "/console/subscriptions/" + one.id();
        if (!one.enabled()) {
            int held = backlogs.of(one.id(), clock.instant()).held();
            return Optional.of(new Trouble(
                    held > 0,
                    "Subscription " + one.id() + " is disabled"
                            + (held == 0 ? "." : ", and holds " + held + (held == 1 ? " delivery." : " deliveries.")),
                    since(one.updatedAt()),
                    one.problem().orElse("Enable it, and what was held is sent."),
                    link));
        }
        if (one.problem().isPresent()) {
            return Optional.of(new Trouble(
                    true,
                    "Subscription " + one.id() + " cannot send.",
                    Optional.empty(),
                    one.problem().get(),
                    link));
        }
        return one.health().isFailing()
                ? Optional.of(new Trouble(
                        true,
                        "The receiver of subscription " + one.id() + " takes nothing.",
                        one.health().failingSince(),
                        "Its newest delivery says why. Nothing is lost; it is tried by itself.",
                        link))
                : Optional.empty();
    }

    private static Optional<Instant> since(Instant at) {
        return Optional.of(at);
    }
}
