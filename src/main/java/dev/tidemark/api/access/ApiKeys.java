package dev.tidemark.api.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.platform.Ids;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The configured keys, known by their hashes alone. */
@Singleton
class ApiKeys {
    /** @param roles every scope the key has, by itself or because another includes it */
    record ApiKey(String name, byte[] hash, Set<String> roles) {
        Caller caller() {
            return new Caller(name, roles);
        }
    }

    private static final HexFormat HEX = HexFormat.of();
    private static final int HASH_BYTES = 32;

    private static final String HOW_TO = """
        tidemark.api.auth is 'keys', but there is no key. Make one:
          key=$(openssl rand -hex 32); echo "$key"; printf %s "$key" | sha256sum
        give the key to the caller (Authorization: Bearer <key>) and its hash to Tidemark:
          tidemark.api.keys.<name>.hash   or  TIDEMARK_API_KEYS_<NAME>_HASH    the 64 hex characters
          tidemark.api.keys.<name>.scopes or  TIDEMARK_API_KEYS_<NAME>_SCOPES  read, manage, secrets, admin
        Or let people sign in with their organisation: quarkus.oidc.auth-server-url (QUARKUS_OIDC_AUTH_SERVER_URL).
        Or let everyone in by name: tidemark.api.auth=none (TIDEMARK_API_AUTH=none)\
        """;

    private final ApiConfig.Auth auth;
    private final List<ApiKey> keys = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();

    ApiKeys(ApiConfig config, Organisation organisation) {
        this.auth = config.auth();
        if (auth == ApiConfig.Auth.KEYS) {
            config.keys().forEach(this::read);
            if (config.keys().isEmpty() && !organisation.isOn()) {
                mistakes.add(HOW_TO);
            }
        }
    }

    boolean everyoneMayCall() {
        return auth == ApiConfig.Auth.NONE;
    }

    /** Why these keys cannot be used; empty when they can. Each names its property. */
    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /** Compares with every key in constant time, so that the time tells nothing about a hash. */
    Optional<ApiKey> find(String key) {
        byte[] hash = Ids.sha256().digest(key.getBytes(UTF_8));
        ApiKey found = null;
        for (ApiKey candidate : keys) {
            if (MessageDigest.isEqual(candidate.hash(), hash)) {
                found = candidate;
            }
        }
        return Optional.ofNullable(found);
    }

    /** The key of this name, as it is configured now. */
    Optional<ApiKey> named(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    private void read(String name, ApiConfig.Key key) {
        String property = "tidemark.api.keys." + name;
        Optional<byte[]> hash = key.hash().flatMap(ApiKeys::hash);
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String scope : key.scopes().orElse(Set.of())) {
            Optional<Scope> known = Scope.named(scope);
            known.ifPresentOrElse(
                    scopes::add,
                    () -> mistakes.add(
                            property + ".scopes: there is no scope '" + scope + "'; known are " + Scope.names()));
        }
        if (scopes.isEmpty() && key.scopes().isEmpty()) {
            mistakes.add(property + ".scopes is missing: some of " + Scope.names());
        }
        if (hash.isEmpty()) {
            mistakes.add(property + ".hash must be the SHA-256 of the key as 64 hex characters: "
                    + "printf %s \"$key\" | sha256sum");
        }
        hash.ifPresent(bytes -> keys.add(new ApiKey(name, bytes, roles(scopes))));
    }

    private static Optional<byte[]> hash(String hex) {
        try {
            byte[] bytes = HEX.parseHex(hex.trim().toLowerCase(Locale.ROOT));
            return bytes.length == HASH_BYTES ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Set<String> roles(Collection<Scope> scopes) {
        return scopes.stream().flatMap(scope -> scope.roles().stream()).collect(Collectors.toUnmodifiableSet());
    }
}
