package dev.tidemark.callback.trial;

import dev.tidemark.callback.filter.Filter;
import dev.tidemark.callback.filter.FilterInput;
import dev.tidemark.callback.filter.Verdict;
import dev.tidemark.callback.subscriber.Audience;
import dev.tidemark.callback.subscription.Subscription;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.outbox.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds subscriptions, as they are set now, against an event that was not for them. */
@ApplicationScoped
public class WhyNot {
    /** Subscriptions that are looked at. */
    public static final int MOST = 100;

    private final Subscriptions subscriptions;

    WhyNot(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /**
     * @param wants it would get such an event now
     * @param reason why not, unless its filter says so
     * @param steps what each condition of its filter came to
     */
    public record Answer(Subscription subscription, boolean wants, Optional<String> reason, List<Verdict.Step> steps) {}

    /** @param more there are more than {@link #MOST} subscriptions, and the others were not asked */
    public record Answers(List<Answer> answers, boolean more) {}

    /** @param except subscriptions that have it */
    public Answers of(StoredEvent event, Set<String> except) {
        List<Subscription> known = subscriptions.after("", MOST + 1);
        FilterInput document = FilterInput.of(event.document());
        return new Answers(
                known.stream()
                        .limit(MOST)
                        .filter(one -> !except.contains(one.id()))
                        .map(one -> answer(one, event, document))
                        .toList(),
                known.size() > MOST);
    }

    private static Answer answer(Subscription subscription, StoredEvent event, FilterInput document) {
        Optional<String> reason = itself(event, subscription.id()).or(() -> reason(event, audience(subscription)));
        Optional<String> filter = subscription.choice().filter();
        return reason.isPresent() || filter.isEmpty()
                ? new Answer(subscription, reason.isEmpty(), reason, List.of())
                : filtered(subscription, filter.get(), document);
    }

    /** Of many subscriptions, reading the filters takes longest: each once, and only where nothing else says it. */
    private static Answer filtered(Subscription subscription, String source, FilterInput document) {
        Filter filter;
        try {
            filter = Filter.compile(source);
        } catch (IllegalArgumentException e) {
            Optional<String> unusable = Optional.of("its filter cannot be used: " + e.getMessage());
            return new Answer(subscription, false, unusable, List.of());
        }
        Verdict verdict = filter.explain(document);
        return new Answer(subscription, verdict.matches(), Optional.empty(), verdict.steps());
    }

    private static Audience audience(Subscription subscription) {
        return new Audience(
                subscription.id(),
                subscription.types(),
                subscription.accounts(),
                Optional.empty(),
                subscription.enabled(),
                subscription.wishes().ordering(),
                Optional.empty());
    }

    static Optional<String> itself(StoredEvent event, String subscription) {
        return event.subject().equals("subscriptions/" + subscription)
                ? Optional.of("it is about this subscription, and nobody is told of oneself")
                : Optional.empty();
    }

    /** Why not, as far as type and account tell. */
    static Optional<String> reason(StoredEvent event, Audience audience) {
        if (!audience.wantsType(event.type())) {
            return Optional.of(
                    audience.types().isEmpty()
                            ? event.type().shortName() + " is for operators; it is sent to those who name it in types"
                            : "type " + event.type().shortName() + " is not among its types");
        }
        return audience.wantsAccount(event.account())
                ? Optional.empty()
                : Optional.of("account '" + event.account() + "' is not among its accounts");
    }
}
