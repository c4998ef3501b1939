package dev.tidemark.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.mindstamp.com/api/v1",
                "HTTPS://api.mindstamp.com",
                "http://127.0.0.1:8080/sandbox/api/v1",
                "https://[::1]:8443/v1"
            })
    void a_base_of_an_api_is_accepted(String url) {
        assertThat(AccountRules.urlFault(url)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                | blank",
                "api.mindstamp.com/api/v1          | https://",
                "/api/v1                           | https://",
                "ftp://api.mindstamp.com           | https://",
                "mailto:me@example.com             | https://",
                "https://                          | not a URL",
                "https:///api/v1                   | no usable host",
                "https://me:pw@api.mindstamp.com   | user name",
                "https://api.mindstamp.com/?a=b    | query",
                "https://api.mindstamp.com/#a      | fragment",
                "https://api.mindstamp.com:0/      | port",
                "https://api.mindstamp.com:70000/  | port",
                "https://api mindstamp.com/        | not a URL",
            })
    void anything_else_is_told_what_is_wrong(String url, String told) {
        assertThat(AccountRules.urlFault(url))
                .hasValueSatisfying(fault -> assertThat(fault).contains(told));
    }

    @Test
    void slashes_at_the_end_are_left_out() {
        assertThat(AccountRules.withoutSlashes("https://a/api/v1//")).isEqualTo("https://a/api/v1");
        assertThat(AccountRules.withoutSlashes("///")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "two words", "line\nend", "tab\t", " before", "nul\u0000", "höher", "\u00a0"})
    void what_cannot_be_a_token_is_refused_without_showing_it(String token) {
        assertThat(AccountRules.tokenFault(token))
                .hasValueSatisfying(fault -> assertThat(fault).doesNotContain("two words", "höher"));
    }

    @Test
    void a_token_is_accepted() {
        assertThat(AccountRules.tokenFault("b1_-.~+/=:xyz")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "ä"})
    void an_id_that_no_address_could_hold_is_refused(String id) {
        assertThat(AccountRules.idFault(id)).isPresent();
        assertThat(AccountRules.idFault("x".repeat(65))).isPresent();
        assertThat(AccountRules.idFault("acme_1-x")).isEmpty();
    }
}
