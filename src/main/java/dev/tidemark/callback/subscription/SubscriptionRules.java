package dev.tidemark.callback.subscription;

import dev.tidemark.callback.filter.Filter;
import dev.tidemark.callback.guard.Target;
import dev.tidemark.callback.guard.TargetGuard;
import dev.tidemark.callback.subscription.Settings.Secrets;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.Problem.FieldError;
import dev.tidemark.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a draft must fulfil; collects everything that is wrong, each with what to do about it. */
@ApplicationScoped
class SubscriptionRules {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_URL = 2000;
    private static final int MOST_ACCOUNTS = 50;
    private static final String ID_RULE = "must be 1–64 characters of A–Z, a–z, 0–9, _ and -";
    private static final String KNOWN_TYPES =
            Arrays.stream(EventType.values()).map(EventType::shortName).collect(Collectors.joining(", "));

    private final TargetGuard guard;
    private final WritingRules writing;

    SubscriptionRules(TargetGuard guard, WritingRules writing) {
        this.guard = guard;
        this.writing = writing;
    }

    /** @param settings what the draft says; to be used when there are no errors */
    record Checked(Settings settings, List<FieldError> errors) {
        /** @throws ProblemException 422 naming every field that cannot be used */
        Settings orThrow() {
            if (!errors.isEmpty()) {
                throw new ProblemException(Problem.invalid(errors));
            }
            return settings;
        }
    }

    /**
     * Looks hosts up, so it takes as long as the name service; not inside a transaction.
     *
     * @param draft with an id
     */
    Checked check(SubscriptionDraft draft, Secrets stored) {
        List<FieldError> errors = new ArrayList<>();
        String id = draft.id().orElseThrow();
        if (!isId(id)) {
            errors.add(new FieldError("id", ID_RULE));
        }
        draft.name().ifPresent(name -> checkName(name, errors));
        String url = draft.url()
                .map(given -> given.equals(stored.shownUrl()) ? stored.url() : given)
                .orElse("");
        urlFault(url).ifPresent(why -> errors.add(new FieldError("url", why)));
        checkTypes(draft.choice().types(), errors);
        checkAccounts(draft.choice().accounts(), errors);
        draft.choice()
                .filter()
                .flatMap(Filter::check)
                .ifPresent(mistake -> errors.add(new FieldError("filter", mistake.text())));
        Settings settings = new Settings(
                id,
                draft.name(),
                url,
                choice(draft.choice()),
                writing.check(draft.writing(), stored.at(url), errors),
                new PacingRules(errors).check(draft.pacing()),
                draft.enabled());
        return new Checked(settings, errors);
    }

    private static Settings.Choice choice(SubscriptionDraft.Choice draft) {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        draft.types().forEach(name -> EventType.byShortName(name).ifPresent(types::add));
        return new Settings.Choice(types, new LinkedHashSet<>(draft.accounts()), draft.filter());
    }

    private static void checkName(String name, List<FieldError> errors) {
        if (name.length() > LONGEST_NAME) {
            errors.add(new FieldError("name", "has " + name.length() + " characters; use at most " + LONGEST_NAME));
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            errors.add(new FieldError("name", "has control characters in it; leave them out"));
        }
    }

    private Optional<String> urlFault(String url) {
        if (url.isBlank()) {
            return Optional.of("is missing; give the https URL that events are sent to");
        }
        if (url.length() > LONGEST_URL) {
            return Optional.of("has " + url.length() + " characters; use at most " + LONGEST_URL);
        }
        if (url.contains("…")) {
            return Optional.of("is the form in which a secret URL is shown; give the whole URL");
        }
        return switch (guard.check(url)) {
            case Target.Vetted _ -> Optional.empty();
            case Target.Refused refused -> Optional.of(refused.why());
            case Target.Unresolved unresolved -> Optional.of(unresolved.why());
        };
    }

    private static void checkTypes(List<String> types, List<FieldError> errors) {
        for (int i = 0; i < types.size(); i++) {
            if (EventType.byShortName(types.get(i)).isEmpty()) {
                errors.add(new FieldError(
                        "types[" + i + "]", "unknown event type '" + types.get(i) + "'; known are " + KNOWN_TYPES));
            }
        }
    }

    private static void checkAccounts(List<String> accounts, List<FieldError> errors) {
        if (accounts.size() > MOST_ACCOUNTS) {
            errors.add(new FieldError(
                    "accounts", "names " + accounts.size() + "; use at most " + MOST_ACCOUNTS + ", or none for all"));
        }
        for (int i = 0; i < accounts.size(); i++) {
            if (!isId(accounts.get(i))) {
                errors.add(new FieldError("accounts[" + i + "]", ID_RULE));
            }
        }
    }

    private static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
