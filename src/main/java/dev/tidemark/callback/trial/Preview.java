package dev.tidemark.callback.trial;

import dev.tidemark.callback.filter.FilterInput;
import dev.tidemark.callback.filter.Verdict;
import dev.tidemark.callback.format.Rendered;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.callback.subscription.Wanted;
import dev.tidemark.outbox.EventFilter;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds a draft of a subscription against past events: which of them it would have got, and why not the others. */
@ApplicationScoped
public class Preview {
    /** Events that one preview looks at. */
    public static final int MOST = 1000;

    private static final int SAMPLES = 20;

    private final Subscriptions subscriptions;
    private final EventStore events;

    Preview(Subscriptions subscriptions, EventStore events) {
        this.subscriptions = subscriptions;
        this.events = events;
    }

    /**
     * Which events: the newest of a time (of the change; {@code to} is exclusive).
     *
     * @param limit up to {@link #MOST}
     */
    public record Span(Optional<Instant> from, Optional<Instant> to, int limit) {}

    /** @param samples the newest that match and the newest that do not, up to {@value #SAMPLES} of each */
    public record Seen(int lookedAt, int matched, List<Sample> samples) {}

    /**
     * One event.
     *
     * @param reason why it does not match, unless its filter says so
     * @param steps what each condition of the filter came to
     * @param body what would have been sent, where it matches
     */
    public record Sample(
            StoredEvent event,
            boolean matched,
            Optional<String> reason,
            List<Verdict.Step> steps,
            Optional<Rendered> body) {}

    /** @throws ProblemException 422 naming every field of the draft that cannot be used */
    public Seen of(SubscriptionDraft draft, Span span) {
        Wanted wanted = subscriptions.check(draft);
        List<StoredEvent> past = events.before(
                Long.MAX_VALUE,
                new EventFilter(Set.of(), Optional.empty(), Optional.empty(), span.from(), span.to()),
                Math.min(span.limit(), MOST));
        List<Sample> samples = new ArrayList<>();
        int matched = 0;
        for (StoredEvent event : past) {
            FilterInput document = FilterInput.of(event.document());
            boolean matches =
                    WhyNot.itself(event, wanted.audience().subscription()).isEmpty()
                            && wanted.audience().wants(event.type(), event.account(), document);
            matched += matches ? 1 : 0;
            if (samples.stream().filter(one -> one.matched() == matches).count() < SAMPLES) {
                samples.add(sample(event, document, wanted, matches));
            }
        }
        return new Seen(past.size(), matched, samples);
    }

    private static Sample sample(StoredEvent event, FilterInput document, Wanted wanted, boolean matches) {
        Optional<String> reason = WhyNot.itself(event, wanted.audience().subscription())
                .or(() -> WhyNot.reason(event, wanted.audience()));
        List<Verdict.Step> steps = reason.isPresent()
                ? List.of()
                : wanted.audience()
                        .filter()
                        .map(filter -> filter.explain(document).steps())
                        .orElse(List.of());
        return new Sample(
                event,
                matches,
                reason,
                steps,
                matches ? Optional.of(wanted.body().render(event.document())) : Optional.empty());
    }
}
