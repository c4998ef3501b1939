package dev.tidemark.callback.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tidemark.platform.Problem.FieldError;
import dev.tidemark.testing.KafkaResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(KafkaResource.class)
class CredentialsRulesIT {
    private static final String URL = "http://127.0.0.1:9/token";
    private static final String SECRET = "S3cret-of-nobody";

    @Inject
    CredentialsRules rules;

    private final List<FieldError> errors = new ArrayList<>();

    static Stream<Credentials> whole() {
        return Stream.of(
                new Credentials.Basic("Zoë", "pä ss:wörd"),
                new Credentials.Basic("api-key", ""),
                new Credentials.Bearer("12|abc.DEF-_~+/=="),
                new Credentials.ClientCredentials(URL, "id", SECRET, "events:write offline"),
                new Credentials.ClientCredentials(URL, "id", SECRET, ""));
    }

    @ParameterizedTest
    @MethodSource("whole")
    void what_is_whole_is_taken_and_reads_back_as_it_was_stored(Credentials credentials) {
        assertThat(rules.check(written(credentials), Optional.empty(), errors)).isEqualTo(credentials);
        assertThat(errors).isEmpty();
        assertThat(CredentialsJson.read(CredentialsJson.write(credentials))).isEqualTo(credentials);
    }

    @ParameterizedTest
    @MethodSource("whole")
    void what_is_shown_can_be_sent_back_and_keeps_the_secret(Credentials credentials) {
        CredentialsDraft shown = CredentialsDraft.shown(credentials);
        assertThat(shown.password()).isEmpty();
        assertThat(shown.token()).isEmpty();
        assertThat(shown.clientSecret()).isEmpty();
        assertThat(rules.check(shown, Optional.of(credentials), errors)).isEqualTo(credentials);
        assertThat(errors).isEmpty();
    }

    @Test
    void a_secret_is_kept_only_for_what_it_was_given_for() {
        Optional<Credentials> basic = Optional.of(new Credentials.Basic("me", SECRET));
        Optional<Credentials> oauth = Optional.of(new Credentials.ClientCredentials(URL, "id", SECRET, ""));
        assertMissing("password", draft("basic", "you", null, null, null, null, null), basic);
        assertMissing("token", draft("bearer", null, null, null, null, null, null), basic);
        assertMissing("password", draft("basic", "me", null, null, null, null, null), oauth);
        assertMissing("clientSecret", draft("oauth2", null, null, null, URL + "2", "id", null), oauth);
        assertMissing("clientSecret", draft("oauth2", null, null, null, URL, "id2", null), oauth);
        assertThat(rules.check(
                        new CredentialsDraft(
                                "oauth2",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(URL),
                                Optional.of("id"),
                                Optional.empty(),
                                Optional.of("other")),
                        oauth,
                        errors))
                .isEqualTo(new Credentials.ClientCredentials(URL, "id", SECRET, "other"));
        assertThat(errors).isEmpty();
    }

    private void assertMissing(String member, CredentialsDraft draft, Optional<Credentials> stored) {
        errors.clear();
        rules.check(draft, stored, errors);
        assertThat(errors).containsExactly(new FieldError("authentication." + member, "is missing"));
        errors.clear();
    }

    @Test
    void what_is_missing_is_told_all_at_once() {
        assertThat(fields(draft("basic", null, null, null, null, null, null)))
                .containsExactly("authentication.username", "authentication.password");
        assertThat(fields(draft("bearer", null, null, null, null, null, null))).containsExactly("authentication.token");
        assertThat(fields(draft("oauth2", null, null, null, null, null, null)))
                .containsExactly("authentication.tokenUrl", "authentication.clientId", "authentication.clientSecret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "digest", SECRET})
    void another_type_is_refused_without_repeating_it(String type) {
        assertThat(fields(draft(type, null, null, null, null, null, null))).containsExactly("authentication.type");
        assertThat(errors.getFirst().detail())
                .contains("basic, bearer or oauth2")
                .doesNotContain(SECRET);
    }

    @Test
    void what_belongs_to_another_type_is_not_lost_silently() {
        assertThat(fields(draft("bearer", "me", SECRET, SECRET, null, null, null)))
                .containsExactly("authentication.username", "authentication.password");
        assertThat(fields(draft("basic", "me", SECRET, SECRET, URL, "id", SECRET)))
                .containsExactly(
                        "authentication.token",
                        "authentication.tokenUrl",
                        "authentication.clientId",
                        "authentication.clientSecret");
        assertThat(fields(draft("oauth2", "me", SECRET, SECRET, URL, "id", SECRET)))
                .containsExactly("authentication.username", "authentication.password", "authentication.token");
    }

    @Test
    void what_would_break_out_of_a_header_is_refused_and_no_secret_is_repeated() {
        String broken = SECRET + "\r\nX-Admin: 1";
        assertThat(fields(draft("basic", "me:too", broken, null, null, null, null)))
                .containsExactly("authentication.username", "authentication.password");
        assertThat(fields(draft("bearer", null, null, broken, null, null, null)))
                .containsExactly("authentication.token");
        assertThat(fields(draft("bearer", null, null, "Bearer " + SECRET, null, null, null)))
                .containsExactly("authentication.token");
        assertThat(fields(draft("bearer", null, null, SECRET + "é", null, null, null)))
                .containsExactly("authentication.token");
        assertThat(fields(draft("oauth2", null, null, null, URL, broken, broken)))
                .containsExactly("authentication.clientId", "authentication.clientSecret");
        assertThat(fields(draft("basic", "me", "x".repeat(2001), null, null, null, null)))
                .containsExactly("authentication.password");
    }

    @Test
    void a_scope_is_words_with_a_space_between() {
        for (String scope : List.of("a  b", " a", "a\"b", "a\\b", "é", "a\nb", "x".repeat(2001))) {
            errors.clear();
            rules.check(
                    new CredentialsDraft(
                            "oauth2",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(URL),
                            Optional.of("id"),
                            Optional.of(SECRET),
                            Optional.of(scope)),
                    Optional.empty(),
                    errors);
            assertThat(errors).as(scope).extracting(FieldError::field).containsExactly("authentication.scope");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/token",
                "https://169.254.169.254/token",
                "https://nowhere.invalid/token",
                "ftp://x/",
                "https://id:" + SECRET + "@127.0.0.1/token",
                "token"
            })
    void a_token_url_must_be_one_that_callbacks_may_reach(String url) {
        assertThat(fields(draft("oauth2", null, null, null, url, "id", SECRET)))
                .containsExactly("authentication.tokenUrl");
    }

    @Test
    void a_token_url_that_is_known_is_not_looked_up_again() {
        Credentials known = new Credentials.ClientCredentials("https://nowhere.invalid/token", "id", SECRET, "");
        assertThat(rules.check(CredentialsDraft.shown(known), Optional.of(known), errors))
                .isEqualTo(known);
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("whole")
    void secrets_never_show_in_text(Credentials credentials) {
        assertThat(credentials + " " + written(credentials)).doesNotContain(SECRET, "wörd", "12|abc", "api-key");
    }

    @Test
    void stored_text_that_cannot_be_read_is_told_without_repeating_it() {
        for (String text : List.of("{\"type\": \"" + SECRET + "\"}", SECRET, "[\"" + SECRET + "\"]")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> CredentialsJson.read(text))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET))
                    .withNoCause();
        }
    }

    private List<String> fields(CredentialsDraft draft) {
        errors.clear();
        rules.check(draft, Optional.empty(), errors);
        assertThat(errors).noneMatch(error -> error.detail().contains(SECRET));
        return errors.stream().map(FieldError::field).toList();
    }

    /** As somebody would write it down for the first time. */
    private static CredentialsDraft written(Credentials credentials) {
        return switch (credentials) {
            case Credentials.Basic basic -> CredentialsDraft.of("basic", basic.username(), basic.password(), null);
            case Credentials.Bearer bearer -> CredentialsDraft.of("bearer", null, null, bearer.token());
            case Credentials.ClientCredentials oauth ->
                new CredentialsDraft(
                        "oauth2",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(oauth.tokenUrl()),
                        Optional.of(oauth.clientId()),
                        Optional.of(oauth.clientSecret()),
                        Optional.of(oauth.scope()));
        };
    }

    private static CredentialsDraft draft(
            String type,
            String username,
            String password,
            String token,
            String tokenUrl,
            String clientId,
            String clientSecret) {
        return new CredentialsDraft(
                type,
                Optional.ofNullable(username),
                Optional.ofNullable(password),
                Optional.ofNullable(token),
                Optional.ofNullable(tokenUrl),
                Optional.ofNullable(clientId),
                Optional.ofNullable(clientSecret),
                Optional.empty());
    }
}
