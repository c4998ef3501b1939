package dev.tidemark.callback.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.platform.Json;
import dev.tidemark.platform.Problem.FieldError;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private static final byte[] DOCUMENT = """
            {"specversion":"1.0","id":"evt_1","subject":"views/v1","data":{
              "view":{"id":"v1","percentage":95,"viewer_email":"ada@acme.com","variables":{"plan":"pro","age":7}},
              "viewer":{"id":"p1","email":"ada@acme.com","phone":null},
              "answers":[{"text":"yes","by":"ada"},{"text":"no","by":"bob"}],
              "change":{}}}""".getBytes(UTF_8);

    @Test
    void without_a_wish_the_document_is_the_same_bytes() {
        assertThat(Fields.ALL.reduce(DOCUMENT)).isSameAs(DOCUMENT);
    }

    @Test
    void only_what_is_named_is_left_and_the_attributes_stay() {
        assertThat(data(new Fields(List.of("data.view.percentage", "data.viewer.email"), List.of())))
                .isEqualTo("{\"view\":{\"percentage\":95},\"viewer\":{\"email\":\"ada@acme.com\"}}");
        assertThat(Json.read(new Fields(List.of("data.view"), List.of()).reduce(DOCUMENT))
                        .path("subject")
                        .asText())
                .isEqualTo("views/v1");
    }

    @Test
    void what_is_named_whole_stays_whole_and_what_is_not_there_is_not_made() {
        assertThat(data(new Fields(
                        List.of("data.view.variables", "data.nothing.here", "data.view.id.deeper"), List.of())))
                .isEqualTo("{\"view\":{\"variables\":{\"plan\":\"pro\",\"age\":7}}}");
        assertThat(data(new Fields(List.of("data.nothing"), List.of()))).isEqualTo("{}");
    }

    @Test
    void a_mask_hides_values_of_any_kind_but_null_stays_null() {
        assertThat(data(new Fields(
                        List.of("data.view", "data.viewer"),
                        List.of(
                                "data.view.viewer_email",
                                "data.view.variables",
                                "data.viewer.phone",
                                "data.viewer.email"))))
                .isEqualTo("{\"view\":{\"id\":\"v1\",\"percentage\":95,\"viewer_email\":\"***\",\"variables\":\"***\"},"
                        + "\"viewer\":{\"id\":\"p1\",\"email\":\"***\",\"phone\":null}}");
    }

    @Test
    void a_star_is_any_member_and_lists_are_looked_through() {
        assertThat(data(new Fields(List.of("data.*.id", "data.answers.text"), List.of())))
                .isEqualTo("{\"view\":{\"id\":\"v1\"},\"viewer\":{\"id\":\"p1\"},"
                        + "\"answers\":[{\"text\":\"yes\"},{\"text\":\"no\"}]}");
        assertThat(data(new Fields(List.of("data.answers"), List.of("data.answers.by"))))
                .isEqualTo("{\"answers\":[{\"text\":\"yes\",\"by\":\"***\"},{\"text\":\"no\",\"by\":\"***\"}]}");
        assertThat(data(new Fields(List.of(), List.of("data.*"))))
                .isEqualTo("{\"view\":\"***\",\"viewer\":\"***\",\"answers\":\"***\",\"change\":\"***\"}");
    }

    @Test
    void paths_that_lead_nowhere_by_their_form_are_refused_by_their_place() {
        List<String> wrong = List.of("view.id", "data", "data.", "data..id", "", "data.a b", "data.x".repeat(60));
        assertThat(new Fields(wrong, List.of("data.ok")).faults())
                .extracting(FieldError::field)
                .containsExactly(
                        "fields.only[0]",
                        "fields.only[1]",
                        "fields.only[2]",
                        "fields.only[3]",
                        "fields.only[4]",
                        "fields.only[5]",
                        "fields.only[6]");
        assertThat(new Fields(List.of(), Collections.nCopies(51, "data.a")).faults())
                .extracting(FieldError::field)
                .containsExactly("fields.mask");
        assertThat(new Fields(List.of("data.view.percentage"), List.of("data.*.email")).faults())
                .isEmpty();
    }

    @Test
    void what_is_stored_is_read_again() {
        for (Fields fields : List.of(
                new Fields(List.of("data.a", "data.b.c"), List.of()),
                new Fields(List.of(), List.of("data.ü.*")),
                new Fields(List.of("data.a"), List.of("data.b")))) {
            assertThat(Fields.read(fields.text())).isEqualTo(fields);
        }
    }

    private static String data(Fields fields) {
        return Json.read(fields.reduce(DOCUMENT)).path("data").toString();
    }
}
