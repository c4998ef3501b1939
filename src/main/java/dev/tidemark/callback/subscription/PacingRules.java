package dev.tidemark.callback.subscription;

import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.callback.terms.Rate;
import dev.tidemark.callback.terms.Wishes;
import dev.tidemark.platform.Problem.FieldError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How fast and in which order a subscription may ask to be served. */
final class PacingRules {
    private static final int MOST_CONCURRENT = 1000;
    private static final int MOST_TRIES = 20;
    private static final Duration LEAST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration MOST_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration MOST_DELAY = Duration.ofDays(7);

    private final List<FieldError> errors;

    PacingRules(List<FieldError> errors) {
        this.errors = errors;
    }

    Wishes check(SubscriptionDraft.Pacing draft) {
        draft.perSecond()
                .filter(rate -> !(rate >= Rate.LEAST && rate <= Rate.MOST))
                .ifPresent(rate -> wrong("rate.perSecond", "must be between 0.01 and 1000, is " + rate));
        draft.concurrency()
                .filter(most -> most < 1 || most > MOST_CONCURRENT)
                .ifPresent(most -> wrong("concurrency", "must be between 1 and " + MOST_CONCURRENT + ", is " + most));
        Optional<Duration> timeout =
                draft.timeout().flatMap(text -> duration("timeout", text, LEAST_TIMEOUT, MOST_TIMEOUT));
        return new Wishes(
                draft.perSecond(),
                draft.concurrency(),
                draft.ordering().map(this::ordering).orElse(Ordering.NONE),
                timeout,
                draft.schedule().map(this::schedule));
    }

    private Ordering ordering(String text) {
        return Ordering.byText(text).orElseGet(() -> {
            wrong("ordering", "'" + text + "' is unknown; use none or key");
            return Ordering.NONE;
        });
    }

    private List<Duration> schedule(List<String> texts) {
        if (texts.isEmpty() || texts.size() > MOST_TRIES) {
            wrong("schedule", "has " + texts.size() + " delays; give 1–" + MOST_TRIES + ", one before each try");
            return List.of();
        }
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            duration("schedule[" + i + "]", texts.get(i), Duration.ZERO, MOST_DELAY)
                    .ifPresent(delays::add);
        }
        return delays;
    }

    private Optional<Duration> duration(String field, String text, Duration least, Duration most) {
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return Optional.of(duration.truncatedTo(ChronoUnit.MILLIS));
            }
            wrong(field, "must be between " + least + " and " + most + ", is " + text);
        } catch (DateTimeException e) {
            wrong(field, "'" + text + "' is no duration; write it as PT15S or PT2H");
        }
        return Optional.empty();
    }

    private void wrong(String field, String why) {
        errors.add(new FieldError(field, why));
    }
}
