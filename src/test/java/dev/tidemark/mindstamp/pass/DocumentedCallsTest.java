package dev.tidemark.mindstamp.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentedCallsTest {
    @Test
    void there_are_42_and_10_of_them_write() {
        assertThat(DocumentedCalls.all()).hasSize(42).doesNotHaveDuplicates();
        assertThat(DocumentedCalls.writes()).hasSize(10);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, views, views",
        "GET, views/, views",
        "GET, views/summary, views/summary",
        "GET, views/summary/week, views/summary/week",
        "GET, views/9bce33d1-120c-4bb5, views/:id",
        "GET, views/summary/interactions, views/:id/interactions",
        "GET, groups/create, groups/:id",
        "POST, groups/create, groups/create",
        "POST, plink/, plink",
        "POST, plink, plink",
        "PATCH, plink/7, plink/:id",
        "DELETE, accessLists/7/delete, accessLists/:id/delete",
        "GET, videos/a%20b, videos/:id",
        "GET, user/me, user/me"
    })
    void a_documented_call_is_found(String method, String path, String template) {
        assertThat(DocumentedCalls.find(method, path)).contains(new DocumentedCall(method, template));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET ",
                "GET /",
                "GET /views",
                "GET views//",
                "GET views//interactions",
                "GET views/./interactions",
                "GET views/..",
                "GET views/%2e%2E",
                "GET views/.%2e/interactions",
                "GET views/a%2F..%2Fb",
                "GET views/a%5Cb",
                "GET views/a%00",
                "GET views/a%0d%0aHost:x",
                "GET views/a%zz",
                "GET views/a%2",
                "GET views/a b",
                "GET views/ü",
                "GET views/a?limit=1",
                "GET views/a#b",
                "GET views/a;b/c",
                "GET user",
                "GET user/you",
                "GET Views",
                "get views",
                "POST views",
                "PUT plink/7",
                "DELETE plink/7",
                "GET webhooks",
                "GET http://other/views"
            })
    void anything_else_is_not(String line) {
        String[] words = line.split(" ", 2);

        assertThat(DocumentedCalls.find(words[0], words[1])).isEmpty();
        assertThatThrownBy(() -> new PassedCall(words[0], words[1], Map.of(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
