package dev.tidemark.callback.credential;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Credentials as somebody wrote them down: nothing is checked yet. What is secret and left out stays what it was, if the
 * rest did.
 *
 * @param type {@code basic}, {@code bearer} or {@code oauth2}
 */
public record CredentialsDraft(
        String type,
        Optional<String> username,
        Optional<String> password,
        Optional<String> token,
        Optional<String> tokenUrl,
        Optional<String> clientId,
        Optional<String> clientSecret,
        Optional<String> scope) {

    /** What may be shown of them. */
    public static CredentialsDraft shown(Credentials credentials) {
        return switch (credentials) {
            case Credentials.Basic basic -> of("basic", basic.username(), null, null);
            case Credentials.Bearer _ -> of("bearer", null, null, null);
            case Credentials.ClientCredentials oauth ->
                new CredentialsDraft(
                        "oauth2",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(oauth.tokenUrl()),
                        Optional.of(oauth.clientId()),
                        Optional.empty(),
                        Optional.of(oauth.scope()).filter(scope -> !scope.isEmpty()));
        };
    }

    /** Never what is in it: this text may reach a log. */
    @Override
    public String toString() {
        return "CredentialsDraft[…]";
    }

    /** Basic or bearer credentials. */
    public static CredentialsDraft of(
            String type, @Nullable String username, @Nullable String password, @Nullable String token) {
        return new CredentialsDraft(
                type,
                Optional.ofNullable(username),
                Optional.ofNullable(password),
                Optional.ofNullable(token),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
