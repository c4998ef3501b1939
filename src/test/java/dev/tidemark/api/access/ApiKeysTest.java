package dev.tidemark.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    /** SHA-256 of "secret". */
    private static final String HASH = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

    record Config(Auth auth, Map<String, ApiConfig.Key> keys, Map<String, Set<String>> roles) implements ApiConfig {
        Config(Auth auth, Map<String, ApiConfig.Key> keys) {
            this(auth, keys, Map.of());
        }
    }

    record Key(Optional<String> hash, Optional<Set<String>> scopes) implements ApiConfig.Key {}

    @Test
    void a_key_is_known_by_its_hash_and_has_what_its_scopes_include() {
        ApiKeys keys = keys("crm", HASH, "manage");
        assertThat(keys.mistakes()).isEmpty();
        assertThat(keys.find("secret").orElseThrow().name()).isEqualTo("crm");
        assertThat(keys.find("secret").orElseThrow().roles()).containsExactlyInAnyOrder("manage", "read");
        assertThat(keys.find("Secret")).isEmpty();
        assertThat(keys.find("")).isEmpty();
    }

    @Test
    void admin_includes_all_and_secrets_only_itself() {
        assertThat(keys("a", HASH, "admin").find("secret").orElseThrow().roles())
                .containsExactlyInAnyOrder("read", "manage", "secrets", "admin");
        assertThat(keys("a", HASH, "secrets").find("secret").orElseThrow().roles())
                .containsExactly("secrets");
        assertThat(keys("a", HASH, "secrets", "read")
                        .find("secret")
                        .orElseThrow()
                        .roles())
                .containsExactlyInAnyOrder("secrets", "read");
    }

    @Test
    void capitals_in_a_hash_do_not_matter() {
        assertThat(keys("crm", HASH.toUpperCase(java.util.Locale.ROOT), "read").find("secret"))
                .isPresent();
    }

    @Test
    void no_key_at_all_is_a_mistake_that_says_how_to_make_one() {
        ApiKeys keys = keys(new Config(ApiConfig.Auth.KEYS, Map.of()));
        assertThat(keys.mistakes())
                .singleElement()
                .asString()
                .contains("openssl rand", "sha256sum", "TIDEMARK_API_KEYS_", "tidemark.api.auth=none");
    }

    @Test
    void a_mistake_names_its_property() {
        assertThat(keys("crm", "abc", "read").mistakes())
                .singleElement()
                .asString()
                .startsWith("tidemark.api.keys.crm.hash");
        assertThat(keys("crm", HASH, "write").mistakes())
                .singleElement()
                .asString()
                .startsWith("tidemark.api.keys.crm.scopes")
                .contains("'write'", "read, manage, secrets, admin");
        assertThat(keys(new Config(ApiConfig.Auth.KEYS, Map.of("crm", new Key(Optional.empty(), Optional.empty()))))
                        .mistakes())
                .hasSize(2);
    }

    @Test
    void a_malformed_hash_is_not_repeated_for_it_may_be_the_key_itself() {
        assertThat(keys("crm", "the-key-itself", "read").mistakes())
                .noneMatch(mistake -> mistake.contains("the-key-itself"));
    }

    @Test
    void without_authentication_no_key_is_needed() {
        ApiKeys keys = keys(new Config(ApiConfig.Auth.NONE, Map.of()));
        assertThat(keys.everyoneMayCall()).isTrue();
        assertThat(keys.mistakes()).isEmpty();
    }

    private static ApiKeys keys(Config config) {
        return new ApiKeys(config, new Organisation(OrganisationTest.SignIn.OFF, config));
    }

    private static ApiKeys keys(String name, String hash, String... scopes) {
        return keys(new Config(
                ApiConfig.Auth.KEYS, Map.of(name, new Key(Optional.of(hash), Optional.of(Set.of(scopes))))));
    }
}
