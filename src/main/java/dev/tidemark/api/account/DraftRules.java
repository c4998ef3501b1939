package dev.tidemark.api.account;

import dev.tidemark.account.AccountRules;
import dev.tidemark.account.ConfiguredAccounts;
import dev.tidemark.callback.guard.Target;
import dev.tidemark.callback.guard.TargetGuard;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.Problem.FieldError;
import dev.tidemark.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Judges what somebody wants an account to be; tells everything that is wrong at once. */
@ApplicationScoped
class DraftRules {
    private final TargetGuard guard;
    private final ConfiguredAccounts configured;

    DraftRules(TargetGuard guard, ConfiguredAccounts configured) {
        this.guard = guard;
        this.configured = configured;
    }

    /** Looks the host up, so it takes as long as the name service; not inside a transaction. */
    void check(AccountRequest request) {
        List<FieldError> errors = new ArrayList<>();
        add(errors, "id", request.id(), AccountRules::idFault);
        add(errors, "name", request.name(), AccountRules::nameFault);
        add(errors, "url", request.url(), this::urlFault);
        if (request.token() == null) {
            errors.add(new FieldError("token", "is missing; give the API token that Mindstamp shows for the account"));
        }
        add(errors, "token", request.token(), AccountRules::tokenFault);
        refuse(errors);
    }

    /** Before the host of a stored account is called for somebody: its name may lead elsewhere by now. */
    void checkStored(String url) {
        List<FieldError> errors = new ArrayList<>();
        add(errors, "url", url, this::urlFault);
        refuse(errors);
    }

    void check(AccountPatch patch) {
        List<FieldError> errors = new ArrayList<>();
        add(errors, "name", patch.name(), AccountRules::nameFault);
        add(errors, "url", patch.url(), this::urlFault);
        add(errors, "token", patch.token(), AccountRules::tokenFault);
        refuse(errors);
    }

    /** As callback targets are judged (contract §6); what the operator wrote down needs no judge. */
    private Optional<String> urlFault(String given) {
        String url = AccountRules.withoutSlashes(given);
        return AccountRules.urlFault(url).or(() -> configured.names(url) ? Optional.empty() : targetFault(url));
    }

    private Optional<String> targetFault(String url) {
        return switch (guard.check(url)) {
            case Target.Vetted _ -> Optional.empty();
            case Target.Refused refused -> Optional.of(refused.why());
            case Target.Unresolved unresolved -> Optional.of(unresolved.why());
        };
    }

    private static void add(
            List<FieldError> errors, String field, @Nullable String value, Function<String, Optional<String>> fault) {
        Optional.ofNullable(value).flatMap(fault).ifPresent(why -> errors.add(new FieldError(field, why)));
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
    }
}
