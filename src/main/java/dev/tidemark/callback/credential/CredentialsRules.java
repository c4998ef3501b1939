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
    /** More than RFC 6750 §2.1 has: tokens such as {@code 12|abc} are about, and whoever made one reads it. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");
    /** RFC 6749 §3.3. */
    private static final Pattern SCOPE =
            Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]+( [\\x21\\x23-\\x5b\\x5d-\\x7e]+)*");

    private final TargetGuard guard;

    CredentialsRules(TargetGuard guard) {
        this.guard = guard;
    }

    /**
     * @param stored what the subscription has; its secret is kept where the draft leaves it out. Whoever lets the URL
     *     change with it hands the secret to the new one
     * @return of no use when there are errors
     */
    public Credentials check(CredentialsDraft draft, Optional<Credentials> stored, List<FieldError> errors) {
        Fields fields = new Fields(errors);
        return switch (draft.type()) {
            case "basic" -> {
                fields.none(draft.type(), "token", draft.token());
                noneOfOauth(draft, fields);
                yield basic(draft, stored, fields);
            }
            case "bearer" -> {
                noneOfBasic(draft, fields);
                noneOfOauth(draft, fields);
                yield bearer(draft, stored, fields);
            }
            case "oauth2" -> {
                noneOfBasic(draft, fields);
                fields.none(draft.type(), "token", draft.token());
                yield oauth(draft, stored, fields);
            }
            default -> {
                fields.wrong("type", "is missing or unknown; use basic, bearer or oauth2");
                yield new Credentials.Bearer("");
            }
        };
    }

    private static void noneOfBasic(CredentialsDraft draft, Fields fields) {
        fields.none(draft.type(), "username", draft.username());
        fields.none(draft.type(), "password", draft.password());
    }

    private static void noneOfOauth(CredentialsDraft draft, Fields fields) {
        fields.none(draft.type(), "tokenUrl", draft.tokenUrl());
        fields.none(draft.type(), "clientId", draft.clientId());
        fields.none(draft.type(), "clientSecret", draft.clientSecret());
        fields.none(draft.type(), "scope", draft.scope());
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
        Optional<String> password = draft.password().or(() -> kept);
        // Some APIs take a key as the user and no password; that is another thing than a password left out.
        boolean isEmpty = password.filter(String::isEmpty).isPresent();
        return new Credentials.Basic(username, isEmpty ? "" : fields.text("password", password));
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
                scope(draft, fields));
    }

    private static String scope(CredentialsDraft draft, Fields fields) {
        String scope =
                draft.scope().filter(given -> !given.isEmpty()).isPresent() ? fields.text("scope", draft.scope()) : "";
        if (!scope.isEmpty() && !SCOPE.matcher(scope).matches()) {
            fields.wrong("scope", "must be words of visible ASCII with one space between, without \" and \\");
        }
        return scope;
    }

    /** Notes what is wrong with which member. */
    private record Fields(List<FieldError> errors) {
        void wrong(String member, String why) {
            errors.add(new FieldError(FIELD + "." + member, why));
        }

        /** What another type has would be silently lost. */
        void none(String type, String member, Optional<String> given) {
            if (given.isPresent()) {
                wrong(member, "does not belong to " + type + "; leave it out or use another type");
            }
        }

        /** Present, not too long, nothing that breaks out of a header; the empty text when it is wrong. */
        String text(String member, Optional<String> given) {
            String text = given.orElse("");
            if (text.isEmpty()) {
                wrong(member, "is missing");
            } else if (text.length() > LONGEST) {
                wrong(member, "has " + text.length() + " characters; use at most " + LONGEST);
                return "";
            } else if (text.chars().anyMatch(Character::isISOControl)) {
                wrong(member, "has control characters in it; leave them out");
                return "";
            }
            return text;
        }
    }
}
