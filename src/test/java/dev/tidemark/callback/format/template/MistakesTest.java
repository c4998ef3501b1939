package dev.tidemark.callback.format.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.platform.Problem.FieldError;
import dev.tidemark.platform.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MistakesTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    ab\\n cd {#include x /} e;2;5;known sections are each, else, for, if, let, set
                    ab {x.y()} cd;1;4;there is no method or operator 'y'
                    \\r\\n\\r\\n{type}{inject:x};3;7;there is no namespace 'inject:'
                    {type} {#if type}x;1;8;unterminated section [if]
                    x\\nx{/if};2;2;section start tag found for {/if}
                    x {#if a > 1.5}x{/if};1;3;'1.5' is no number here; write a whole number
                    x {#if a == }x{/if};1;3;a value is missing at the end of a condition
                    {#if a}b{#else c}d{/if};1;9;write {#else} or {#else if
                    {#if a=b}x{/if};1;1;compare with ==
                    {#if}x{/if};1;1;a value is missing
                    x {type;1;3;unterminated expression
                    {@java.lang.String foo}x;1;1;declare no Java types
                    a\\1;1;2;control character
                    😀{type}LONE;1;9;half a surrogate pair""")
    void a_mistake_has_a_place_and_says_what_to_do(String source, int line, int column, String detail) {
        assertThat(BodyTemplate.check(source.replace("LONE", "\uD83D").translateEscapes(), "text/plain"))
                .singleElement()
                .satisfies(mistake -> {
                    assertThat(mistake.detail()).contains(detail);
                    assertThat(mistake).returns(line, Mistake::line).returns(column, Mistake::column);
                    assertThat(mistake.field()).isEqualTo("template");
                });
    }

    @Test
    void all_mistakes_are_told_at_once() {
        assertThatThrownBy(() -> BodyTemplate.of("{a:b}\n{c.d()}", "text"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errors())
                                .extracting(FieldError::field)
                                .containsExactly("template", "template", "contentType"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/vnd.acme.v1+json",
                "text/plain;charset=utf-8",
                "text/html; charset=\"UTF-8\"; a=b"
            })
    void a_media_type_in_utf_8_is_accepted(String contentType) {
        assertThat(BodyTemplate.check("", contentType)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``|1|no media type
                    text|1|no media type
                    text/|1|no media type
                    téxt/plain|1|no media type
                    text/plain\\r\\nx-evil: 1|11|does not belong
                    text/plain\\0|11|does not belong
                    text/plain, text/html|11|does not belong
                    text/plain; charset|11|does not belong
                    text/plain; charset=latin1|21|UTF-8
                    text/plain; a="\\n"|11|does not belong""")
    void another_content_type_is_refused_with_the_place(String contentType, int column, String detail) {
        assertThat(BodyTemplate.check("", contentType.translateEscapes()))
                .singleElement()
                .satisfies(mistake -> {
                    assertThat(mistake.detail()).contains(detail);
                    assertThat(mistake).returns(1, Mistake::line).returns(column, Mistake::column);
                    assertThat(mistake.field()).isEqualTo("contentType");
                });
    }

    @Test
    void a_content_type_without_end_is_refused() {
        assertThat(BodyTemplate.check("", "text/" + "x".repeat(200))).hasSize(1);
    }
}
