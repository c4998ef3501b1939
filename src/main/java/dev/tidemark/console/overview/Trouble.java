package dev.tidemark.console.overview;

import dev.tidemark.account.Account;
import dev.tidemark.callback.subscription.Subscription;
import dev.tidemark.poll.condition.OpenConditions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that is not as it should be.
 *
 * @param isGrave events do not get where they should; else somebody should know
 * @param cure what to do
 * @param link where to do it
 */
record Trouble(boolean isGrave, String what, Optional<Instant> since, String cure, String link) {
    private static final Duration KAFKA_MAY_TAKE = Duration.ofSeconds(30);

    public String tone() {
        return isGrave ? "bad" : "warn";
    }

    /**
     * @param lists by name, what is wrong with those of its lists that cannot be read
     * @param unreadable rows of it that cannot be read
     */
    static List<Trouble> of(
            Account account, List<OpenConditions.Open> conditions, Map<String, String> lists, int unreadable) {
        String name = account.id();
        String link = "/console/accounts/" + name;
        if (account.state() == Account.State.DELETING) {
            return List.of();
        }
        if (account.state() == Account.State.UNAUTHORIZED) {
            return List.of(new Trouble(
                    true,
                    "Mindstamp refuses the token of account " + name + ".",
                    account.problemAt(),
                    "Set a valid one; what changes meanwhile is found then.",
                    link));
        }
        if (account.paused()) {
            return List.of(new Trouble(
                    false,
                    "Account " + name + " is paused.",
                    Optional.of(account.updatedAt()),
                    "Resume it when its viewers are to become events again.",
                    link));
        }
        List<Trouble> troubles = new ArrayList<>();
        conditions.forEach(open -> troubles.add(
                new Trouble(false, said(open.type(), name), Optional.of(open.since()), open.advice(), link)));
        lists.forEach((list, problem) -> troubles.add(new Trouble(
                false,
                "The list of " + list + " of account " + name + " cannot be read.",
                Optional.empty(),
                problem,
                link)));
        if (unreadable > 0) {
            troubles.add(new Trouble(
                    false,
                    (unreadable == 1 ? "A row" : unreadable + " rows") + " of account " + name + " cannot be read.",
                    Optional.empty(),
                    "See there what Mindstamp sends; everything else goes on, and a row is told once it can be read.",
                    link));
        }
        return troubles;
    }

    private static String said(String type, String account) {
        return switch (type) {
            case "SourceThrottled" -> "Mindstamp turns calls of account " + account + " away for now.";
            case "SourceLagging" -> "Account " + account + " is known later than it should be.";
            default -> type + " of account " + account + ".";
        };
    }

    /** @param since the event that waits longest has waited; empty when it does not wait for long */
    static Optional<Trouble> ofKafka(Instant since, Instant now) {
        return Optional.of(new Trouble(
                        true,
                        "Kafka does not take events.",
                        Optional.of(since),
                        "Look whether the broker runs; what waits is published in order once it does. Callbacks go on.",
                        "/q/health"))
                .filter(_ -> since.isBefore(now.minus(KAFKA_MAY_TAKE)));
    }

    /** @param held deliveries that are kept for when it is enabled */
    static Optional<Trouble> of(Subscription one, int held) {
        String link = "/console/subscriptions/" + one.id();
        if (!one.enabled()) {
            return Optional.of(new Trouble(
                    held > 0,
                    "Subscription " + one.id() + " is disabled"
                            + (held == 0 ? "." : ", and holds " + held + (held == 1 ? " delivery." : " deliveries.")),
                    Optional.of(one.updatedAt()),
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
}
