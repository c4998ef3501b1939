package dev.tidemark.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.access.ApiKeysTest.Config;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrganisationTest {
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmVk";

    @Test
    void a_signed_token_is_the_organisations_to_judge_and_a_key_never() {
        Organisation organisation = organisation(true, "https://id.example.com");

        assertThat(organisation.judges(TOKEN)).isTrue();
        for (String key : new String[] {
            "tmk_" + "a".repeat(64), "eyJ", "a.b.c", "", TOKEN + ".x.y", TOKEN.substring(0, TOKEN.lastIndexOf('.') + 1)
        }) {
            assertThat(organisation.judges(key)).as(key).isFalse();
        }
        assertThat(organisation(false, "").judges(TOKEN)).isFalse();
    }

    @Test
    void without_other_word_a_scope_has_a_role_of_ours_and_what_it_includes() {
        OrganisationRoles roles = roles(Map.of());

        assertThat(roles.scopes(Set.of("tidemark-read"))).containsExactly("read");
        assertThat(roles.scopes(Set.of("tidemark-manage", "offline_access")))
                .containsExactlyInAnyOrder("manage", "read");
        assertThat(roles.scopes(Set.of("tidemark-admin")))
                .containsExactlyInAnyOrder("admin", "secrets", "manage", "read");
        assertThat(roles.scopes(Set.of("admin", "read", "Tidemark-Read", "viewer")))
                .isEmpty();
    }

    @Test
    void a_role_that_is_configured_stands_in_place_of_the_name() {
        OrganisationRoles roles = roles(Map.of("admin", Set.of("platform-team"), "manage", Set.of("crm", "sales")));

        assertThat(roles.scopes(Set.of("sales"))).containsExactlyInAnyOrder("manage", "read");
        assertThat(roles.scopes(Set.of("admin"))).isEmpty();
        assertThat(roles.scopes(Set.of("platform-team"))).contains("admin");
        assertThat(roles.known()).isEqualTo("tidemark-read, crm, sales, tidemark-secrets, platform-team");
    }

    @Test
    void roles_that_mean_nothing_here_do_not_come_along() {
        SecurityIdentity person = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("ada"))
                .addRoles(Set.of("tidemark-manage", "uma_authorization"))
                .addAttribute("tenant-id", "Default")
                .build();

        SecurityIdentity here = roles(Map.of()).augment(person, null).await().indefinitely();

        assertThat(here.getRoles()).containsExactlyInAnyOrder("manage", "read");
        assertThat(here.getPrincipal().getName()).isEqualTo("ada");
        assertThat(here.<String>getAttribute("tenant-id")).isEqualTo("Default");
    }

    @Test
    void a_session_ends_when_roles_are_mapped_otherwise() {
        String before = organisation(true, "x").mark();

        assertThat(organisation(true, "x").mark()).isEqualTo(before);
        assertThat(organisation(true, "y").mark()).isNotEqualTo(before);
        assertThat(new Organisation(
                                new SignIn(true, Optional.of("x"), Optional.of("tidemark")),
                                new Config(ApiConfig.Auth.KEYS, Map.of(), Map.of("admin", Set.of("ops"))))
                        .mark())
                .isNotEqualTo(before);
    }

    @Test
    void a_mapping_to_no_scope_is_a_mistake() {
        assertThat(roles(Map.of("write", Set.of("crm"))).mistakes())
                .singleElement()
                .asString()
                .contains("tidemark.api.roles.write", "read, manage, secrets, admin");
        assertThat(roles(Map.of("manage", Set.of("crm"))).mistakes()).isEmpty();
    }

    @Test
    void who_signs_in_with_the_organisation_needs_no_key_but_not_everyone_may_be_let_in_besides() {
        Config keys = new Config(ApiConfig.Auth.KEYS, Map.of());
        Config none = new Config(ApiConfig.Auth.NONE, Map.of());

        assertThat(new ApiKeys(keys, organisation(true, "x")).mistakes()).isEmpty();
        assertThat(organisation(true, "x").mistakes()).isEmpty();
        assertThat(new Organisation(new SignIn(true, Optional.of("x"), Optional.empty()), none).mistakes())
                .singleElement()
                .asString()
                .contains("tidemark.api.auth=none", "quarkus.oidc.tenant-enabled=false");
        assertThat(new Organisation(SignIn.OFF, none).mistakes()).isEmpty();
    }

    private static OrganisationRoles roles(Map<String, Set<String>> configured) {
        return new OrganisationRoles(new Config(ApiConfig.Auth.KEYS, Map.of(), configured));
    }

    private static Organisation organisation(boolean on, String server) {
        return new Organisation(
                new SignIn(on, Optional.of(server), Optional.of("tidemark")),
                new Config(ApiConfig.Auth.KEYS, Map.of()));
    }

    record SignIn(boolean tenantEnabled, Optional<String> authServerUrl, Optional<String> clientId)
            implements Organisation.SignIn {
        static final SignIn OFF = new SignIn(false, Optional.empty(), Optional.empty());
    }
}
