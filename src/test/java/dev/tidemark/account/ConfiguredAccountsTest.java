package dev.tidemark.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the configuration declares, read by the real configuration library. */
class ConfiguredAccountsTest {
    private static final String URL = "https://api.mindstamp.com/api/v1";

    /** Also for tests of the running application, as if it had been started so. */
    static ConfiguredAccounts of(Map<String, String> properties) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withMapping(MindstampConfig.class)
                .withMapping(DeclaredAccounts.class)
                .withValidateUnknown(false)
                .build();
        return new ConfiguredAccounts(
                config.getConfigMapping(MindstampConfig.class), config.getConfigMapping(DeclaredAccounts.class));
    }

    @Test
    void a_token_alone_declares_the_default_account() {
        ConfiguredAccounts accounts = of(Map.of("tidemark.mindstamp.token", " abc "));

        assertThat(accounts.mistakes()).isEmpty();
        assertThat(accounts.all())
                .containsExactly(new Declaration("default", "default", URL, "abc", "tidemark.mindstamp.token"));
        assertThat(accounts.property("default")).contains("tidemark.mindstamp.token");
        assertThat(accounts.property("other")).isEmpty();
    }

    @Test
    void others_have_the_default_url_unless_they_say_otherwise() {
        ConfiguredAccounts accounts = of(Map.of(
                "tidemark.mindstamp.url", "https://one.example/v1/",
                "tidemark.accounts.a.token", "abc",
                "tidemark.accounts.b.token", "def",
                "tidemark.accounts.b.url", "https://two.example/v1//",
                "tidemark.accounts.b.name", "B"));

        assertThat(accounts.all())
                .containsExactlyInAnyOrder(
                        new Declaration("a", "a", "https://one.example/v1", "abc", "tidemark.accounts.a.token"),
                        new Declaration("b", "B", "https://two.example/v1", "def", "tidemark.accounts.b.token"));
        assertThat(accounts.names("https://two.example/v1")).isTrue();
        assertThat(accounts.names("https://one.example/v1")).isTrue();
        assertThat(accounts.names("https://three.example/v1")).isFalse();
    }

    @Test
    void each_mistake_names_its_property_and_never_the_token() {
        ConfiguredAccounts accounts = of(Map.of(
                "tidemark.mindstamp.url", "mindstamp.com",
                "tidemark.mindstamp.token", "two words",
                "tidemark.accounts.a.token", "abc",
                "tidemark.accounts.a.url", "https://u:p@host/",
                "tidemark.accounts.\"b/c\".token", "abc"));

        assertThat(accounts.mistakes())
                .anySatisfy(mistake -> assertThat(mistake)
                        .startsWith("tidemark.mindstamp.url: ")
                        .contains("https://api.mindstamp.com/api/v1"))
                .anySatisfy(mistake -> assertThat(mistake).startsWith("tidemark.mindstamp.token: "))
                .anySatisfy(mistake -> assertThat(mistake).startsWith("tidemark.accounts.a.url: "))
                .anySatisfy(mistake -> assertThat(mistake).startsWith("tidemark.accounts.b/c: "))
                .noneSatisfy(mistake -> assertThat(mistake).contains("two words"));
    }

    @Test
    void a_mistake_stops_the_start_in_words() {
        AccountStart start = new AccountStart(null, of(Map.of("tidemark.mindstamp.url", "ftp://host")));

        assertThatThrownBy(() -> start.check(new StartupEvent()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("tidemark.mindstamp.url");
    }

    @Test
    void the_fingerprint_tells_every_part_apart_and_shows_none() {
        Declaration one = new Declaration("a", "ab", "https://c", "token", "p");

        assertThat(one.fingerprint())
                .hasSize(64)
                .isEqualTo(new Declaration("z", "ab", "https://c", "token", "q").fingerprint())
                .isNotEqualTo(new Declaration("a", "a", "bhttps://c", "token", "p").fingerprint())
                .isNotEqualTo(new Declaration("a", "ab", "https://ct", "oken", "p").fingerprint())
                .isNotEqualTo(new Declaration("a", "ab", "https://c", "tokem", "p").fingerprint())
                .doesNotContain("token");
    }
}
