package dev.tidemark.api.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.platform.Ids;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The organisation's own sign-in by OpenID Connect, where {@code quarkus.oidc.*} names its server. */
@ApplicationScoped
class Organisation {
    /** A signed token (RFC 7515, 7.1): its first part is JSON in base64url. No key of ours looks like this. */
    private static final Pattern SIGNED_TOKEN = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    /** What Quarkus knows of the server, as far as it is of interest here. */
    @ConfigMapping(prefix = "quarkus.oidc")
    public interface SignIn {
        /** See {@link OrganisationDefaults}. */
        boolean tenantEnabled();

        Optional<String> authServerUrl();

        Optional<String> clientId();
    }

    private final boolean on;
    private final boolean everyoneMayCall;
    private final String mark;

    Organisation(SignIn signIn, ApiConfig config) {
        this.on = signIn.tenantEnabled();
        this.everyoneMayCall = config.auth() == ApiConfig.Auth.NONE;
        String which =
                signIn.authServerUrl().orElse("") + "\n" + signIn.clientId().orElse("") + "\n" + sorted(config.roles());
        this.mark = HexFormat.of().formatHex(Ids.sha256().digest(which.getBytes(UTF_8)));
    }

    boolean isOn() {
        return on;
    }

    /** Whether a bearer credential is a token for the organisation to judge, and not a key. */
    boolean judges(String credential) {
        return on && SIGNED_TOKEN.matcher(credential).matches();
    }

    private static Map<String, Set<String>> sorted(Map<String, Set<String>> roles) {
        Map<String, Set<String>> sorted = new TreeMap<>();
        roles.forEach((scope, names) -> sorted.put(scope, new TreeSet<>(names)));
        return sorted;
    }

    /**
     * Another one for each server, client and mapping of roles: a session that one began is none with another, so what a
     * mapping takes away is gone at once.
     */
    String mark() {
        return mark;
    }

    /** Why it cannot be used; empty when it can. */
    List<String> mistakes() {
        return on && everyoneMayCall
                ? List.of("quarkus.oidc.* asks people to sign in, but tidemark.api.auth=none lets everyone in:"
                        + " set tidemark.api.auth=keys, or quarkus.oidc.tenant-enabled=false")
                : List.of();
    }
}
