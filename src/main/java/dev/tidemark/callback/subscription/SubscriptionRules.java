package dev.tidemark.callback.subscription;

import dev.tidemark.callback.guard.Target;
import dev.tidemark.callback.guard.TargetGuard;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Problem.FieldError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

    SubscriptionRules(TargetGuard guard) {
        this.guard = guard;
    }

    /** Looks the host up, so it takes as long as the name service; not inside a transaction. */
    List<FieldError> check(SubscriptionDraft draft) {
        List<FieldError> errors = new ArrayList<>();
        draft.id().filter(id -> !isId(id)).ifPresent(_ -> errors.add(new FieldError("id", ID_RULE)));
        draft.name()
                .filter(name -> name.length() > LONGEST_NAME)
                .ifPresent(name -> errors.add(
                        new FieldError("name", "has " + name.length() + " characters; use at most " + LONGEST_NAME)));
        draft.name()
                .filter(name -> name.chars().anyMatch(Character::isISOControl))
                .ifPresent(_ -> errors.add(new FieldError("name", "has control characters in it; leave them out")));
        urlFault(draft.url().orElse("")).ifPresent(why -> errors.add(new FieldError("url", why)));
        checkTypes(draft.types(), errors);
        checkAccounts(draft.accounts(), errors);
        return errors;
    }

    private Optional<String> urlFault(String url) {
        if (url.isBlank()) {
            return Optional.of("is missing; give the https URL that events are sent to");
        }
        if (url.length() > LONGEST_URL) {
            return Optional.of("has " + url.length() + " characters; use at most " + LONGEST_URL);
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
