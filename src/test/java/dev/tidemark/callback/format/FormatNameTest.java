package dev.tidemark.callback.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.platform.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatNameTest {
    @ParameterizedTest
    @EnumSource
    void a_name_is_read_as_it_is_written(FormatName name) {
        assertThat(FormatName.parse(name.text())).isEqualTo(name);
    }

    @Test
    void the_names_are_those_of_the_contract() {
        assertThat(FormatName.values())
                .extracting(FormatName::text)
                .containsExactly("json", "cloudevents", "cloudevents-binary", "slack", "template");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "JSON", "xml", "cloudevents_binary", " json"})
    void another_name_is_refused_with_the_field_and_what_is_known(String name) {
        assertThatThrownBy(() -> FormatName.parse(name)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(422);
            assertThat(e.problem().errors().getFirst().field()).isEqualTo("format");
            assertThat(e.problem().errors().getFirst().detail())
                    .contains("'" + name + "'", "json, cloudevents, cloudevents-binary, slack, template");
        });
    }
}
