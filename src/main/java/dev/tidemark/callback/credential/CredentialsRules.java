package dev.tidemark.callback.credential;

import dev.tidemark.callback.guard.Target;
import dev.tidemark.callback.guard.TargetGuard;
import dev.tidemark.platform.Problem.FieldError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What credentials must fulfil; collects everything that is wrong, and repeats no secret in saying so. */
@ApplicationScoped
public class CredentialsRules {
    private static final String FIELD = "authentication";
    private static final int LONGEST = 2000;
    /** RFC 6750 §2.1. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9\\-._~+/]+=*");

    private final TargetGuard guard;

    CredentialsRules(TargetGuard guard) {
        this.guard = guard;
    }

    /** @param stored what the subscription has; its secret is kept where the draft leaves it out */
    public Credentials check(CredentialsDraft draft, Optional<Credentials> stored, List<FieldError> errors) {
        Fields fields = new Fields(errors);
        return switch (draft.type()) {
            case "basic" -> basic(draft, stored, fields);
            case "bearer" -> bearer(draft, stored, fields);
            case "oauth2" -> oauth(draft, stored, fields);
            default -> {
                fields.wrong("type", "'" + draft.type() + "' is unknown; use basic, bearer or oauth2");
                yield new Credentials.Bearer("");
            }
        };
    }

    private static Credentials basic(CredentialsDraft draft, Optional<Credentials> stored, Fields fields) {
        String username = fields.text("username", draft.username());
        if (username.contains(":")) {
            fields.wrong("username", "holds a colon, which basic authentication cannot send");
        }
        Optional<String> kept = stored.filter(Credentials.Basic.class::isInstance)
                .map(Credentials.Basic.class::cast)
                .filter(basic -> basic.username().equals(username))
                .map(Credentials.Basic::password);
        return new Credentials.Basic(
                username, fields.text("password", draft.password().or(() -> kept)));
    }

    private static Credentials bearer(CredentialsDraft draft, Optional<Credentials> stored, Fields fields) {
        Optional<String> kept = stored.filter(Credentials.Bearer.class::isInstance)
                .map(Credentials.Bearer.class::cast)
                .map(Credentials.Bearer::token);
        String token = fields.text("token", draft.token().or(() -> kept));
        if (!token.isEmpty() && !TOKEN.matcher(token).matches()) {
            fields.wrong("token", "has characters that a bearer token cannot have; give the token alone");
        }
        return new Credentials.Bearer(token);
    }

    /** Looks the token URL's host up, so it takes as long as the name service. */
    private Credentials oauth(CredentialsDraft draft, Optional<Credentials> stored, Fields fields) {
        String url = fields.text("tokenUrl", draft.tokenUrl());
        String client = fields.text("clientId", draft.clientId());
        Optional<Credentials.ClientCredentials> same = stored.filter(Credentials.ClientCredentials.class::isInstance)
                .map(Credentials.ClientCredentials.class::cast)
                .filter(oauth ->
                        oauth.tokenUrl().equals(url) && oauth.clientId().equals(client));
        if (!url.isEmpty() && same.isEmpty()) {
            switch (guard.check(url)) {
                case Target.Vetted _ -> {}
                case Target.Refused refused -> fields.wrong("tokenUrl", refused.why());
                case Target.Unresolved unresolved -> fields.wrong("tokenUrl", unresolved.why());
            }
        }
        return new Credentials.ClientCredentials(
                url,
                client,
                fields.text(
                        "clientSecret",
                        draft.clientSecret().or(() -> same.map(Credentials.ClientCredentials::clientSecret))),
                draft.scope().orElse(""));
    }

    /** Notes what is wrong with which member. */
    private record Fields(List<FieldError> errors) {
        void wrong(String member, String why) {
            errors.add(new FieldError(FIELD + "." + member, why));
        }

        /** Present, not too long, nothing that breaks out of a header; the empty text when it is wrong. */
        String text(String member, Optional<String> given) {
            String text = given.orElse("");
            if (text.isEmpty()) {
                wrong(member, "is missing");
            } else if (text.length() > LONGEST) {
                wrong(member, "has " + text.length() + " characters; use at most " + LONGEST);
            } else if (text.chars().anyMatch(Character::isISOControl)) {
                wrong(member, "has control characters in it; leave them out");
            }
            return text;
        }
    }
}
