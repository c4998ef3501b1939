package dev.tidemark.callback.subscription;

import dev.tidemark.callback.credential.Credentials;
import dev.tidemark.callback.credential.CredentialsRules;
import dev.tidemark.callback.format.FormatName;
import dev.tidemark.callback.format.template.BodyTemplate;
import dev.tidemark.callback.signing.SignatureScheme;
import dev.tidemark.callback.subscription.Settings.Secrets;
import dev.tidemark.callback.terms.CustomHeaders;
import dev.tidemark.platform.Problem.FieldError;
import dev.tidemark.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a subscription may ask to have its events written and authenticated. */
@ApplicationScoped
class WritingRules {
    private final CredentialsRules credentials;

    WritingRules(CredentialsRules credentials) {
        this.credentials = credentials;
    }

    Settings.Writing check(SubscriptionDraft.Writing draft, Secrets stored, List<FieldError> errors) {
        FormatName format = format(draft.format(), errors);
        template(format, draft, errors);
        Map<String, String> headers = headers(draft.headers(), stored, errors);
        Optional<Credentials> authentication =
                draft.authentication().map(given -> credentials.check(given, stored.credentials(), errors));
        errors.addAll(draft.fields().faults());
        return new Settings.Writing(
                format,
                draft.template(),
                draft.contentType(),
                headers,
                authentication,
                signature(draft, errors),
                draft.fields());
    }

    private static FormatName format(String text, List<FieldError> errors) {
        try {
            return FormatName.parse(text);
        } catch (ProblemException e) {
            errors.addAll(e.problem().errors());
            return FormatName.JSON;
        }
    }

    private static SignatureScheme signature(SubscriptionDraft.Writing draft, List<FieldError> errors) {
        return SignatureScheme.byText(draft.signature()).orElseGet(() -> {
            errors.add(new FieldError("signature", "'" + draft.signature() + "' is unknown; use v1 or v1a"));
            return SignatureScheme.V1;
        });
    }

    private static void template(FormatName format, SubscriptionDraft.Writing draft, List<FieldError> errors) {
        if (format != FormatName.TEMPLATE) {
            draft.template()
                    .ifPresent(_ -> errors.add(
                            new FieldError("template", "is used by the format 'template' only; leave it out")));
            draft.contentType()
                    .ifPresent(_ -> errors.add(
                            new FieldError("contentType", "is chosen by the format '" + format.text() + "'")));
        } else if (draft.template().isEmpty()) {
            errors.add(new FieldError("template", "is missing; give the body to send as a Qute template"));
        } else {
            BodyTemplate.check(draft.template().get(), draft.contentType().orElse("application/json"))
                    .forEach(mistake -> errors.add(new FieldError(mistake.field(), mistake.text())));
        }
    }

    private static Map<String, String> headers(Map<String, String> draft, Secrets stored, List<FieldError> errors) {
        CustomHeaders.fault(draft).ifPresent(why -> errors.add(new FieldError("headers", why)));
        Map<String, String> headers = new LinkedHashMap<>();
        draft.forEach((name, given) -> {
            String value = given.equals(Subscription.HIDDEN) ? stored.headers().getOrDefault(name, given) : given;
            if (value.equals(Subscription.HIDDEN)) {
                errors.add(new FieldError(
                        "headers." + name, "is hidden here; give its value, which is not kept for another host"));
            }
            CustomHeaders.fault(name, value).ifPresent(why -> errors.add(new FieldError("headers." + name, why)));
            headers.put(name, value);
        });
        return headers;
    }
}
