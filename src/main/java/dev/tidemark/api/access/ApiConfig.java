package dev.tidemark.api.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may call the API. */
@ConfigMapping(prefix = "tidemark.api")
public interface ApiConfig {
    enum Auth {
        KEYS,
        NONE
    }

    /** {@code none} opens the API to everyone who reaches it; production must ask for it by name. */
    @WithDefault("keys")
    Auth auth();

    /** By a name of the operator's choice, which stands in the log in place of the key. */
    Map<String, Key> keys();

    /** By scope, the roles of the organisation's tokens that give it; a scope that is not named has {@code tidemark-<scope>}. */
    Map<String, Set<String>> roles();

    interface Key {
        /** SHA-256 of the key as 64 hex characters: the key itself is stored nowhere. */
        Optional<String> hash();

        /** {@code read}, {@code manage} (includes read), {@code secrets}, {@code admin} (includes all). */
        Optional<Set<String>> scopes();
    }
}
