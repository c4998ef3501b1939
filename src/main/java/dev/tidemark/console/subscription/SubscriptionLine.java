package dev.tidemark.console.subscription;

import dev.tidemark.callback.history.BacklogStore;
import dev.tidemark.callback.history.BacklogStore.Backlog;
import dev.tidemark.callback.subscription.Subscription;
import dev.tidemark.event.EventType;
import java.util.Locale;
import java.util.stream.Collectors;

/** A subscription and how it fares, in words. */
record SubscriptionLine(Subscription subscription, Backlog backlog, Day day) {
    private static final int NAMED = 3;

    public String title() {
        return subscription.name().filter(name -> !name.isBlank()).orElse(subscription.id());
    }

    public String state() {
        if (!subscription.enabled()) {
            return "disabled";
        }
        if (subscription.problem().isPresent()) {
            return "cannot send";
        }
        return subscription.health().isFailing() ? "failing" : "well";
    }

    /** Colour of its badge. */
    public String tone() {
        return switch (state()) {
            case "well" -> "good";
            case "disabled" -> "warn";
            default -> "bad";
        };
    }

    /** What is the matter and what follows; empty while all is well. */
    public String matter() {
        if (!subscription.enabled()) {
            return subscription.problem().orElse("It was disabled.")
                    + " Its events are kept, and sent once it is enabled.";
        }
        if (subscription.problem().isPresent()) {
            return subscription.problem().get();
        }
        return subscription.health().isFailing()
                ? subscription.health().failures()
                        + " attempts in a row failed. It is tried with one event at a time, more and more seldom; the others"
                        + " wait and are not lost. After 5 days it is disabled."
                : "";
    }

    public String types() {
        if (subscription.types().isEmpty()) {
            return "all but those for operators";
        }
        String named = subscription.types().stream()
                .limit(NAMED)
                .map(EventType::shortName)
                .collect(Collectors.joining(", "));
        int more = subscription.types().size() - NAMED;
        return more > 0 ? named + " and " + more + " more" : named;
    }

    public String open() {
        return capped(backlog.open());
    }

    public String held() {
        return capped(backlog.held());
    }

    private static String capped(int count) {
        String text = String.format(Locale.ROOT, "%,d", count);
        return count == BacklogStore.MOST ? text + " or more" : text;
    }
}
