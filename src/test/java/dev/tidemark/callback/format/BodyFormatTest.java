package dev.tidemark.callback.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.callback.format.slack.SlackMessage;
import dev.tidemark.callback.format.template.BodyTemplate;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.ProblemException;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BodyFormatTest {
    private static final byte[] DOCUMENT = Documents.example(EventType.VIEW_COMPLETED);

    @Test
    void json_is_the_very_document() {
        Rendered.Body body = body(FormatName.JSON, DOCUMENT);
        assertThat(body.bytes()).isSameAs(DOCUMENT);
        assertThat(body.contentType()).isEqualTo("application/json");
        assertThat(body.headers()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void cloudevents_is_the_very_document_and_the_sdk_reads_it_as_one_event(EventType type) {
        byte[] document = Documents.example(type);

        Rendered.Body body = body(FormatName.CLOUDEVENTS, document);

        assertThat(body.bytes()).isSameAs(document);
        assertThat(body.contentType()).isEqualTo("application/cloudevents+json; charset=UTF-8");
        MessageReader reader =
                HttpMessageFactory.createReader(Map.of("content-type", body.contentType()), body.bytes());
        assertThat(reader.getEncoding()).isEqualTo(Encoding.STRUCTURED);
        CloudEvent event = reader.toEvent();
        assertThat(event).isEqualTo(new JsonFormat().deserialize(document));
        assertThat(event.getType()).isEqualTo(type.qualifiedName());
        assertThat(event.getExtension("sequence")).isEqualTo("00000000000000000042");
    }

    @Test
    void cloudevents_binary_has_the_attributes_in_headers() {
        assertThat(body(FormatName.CLOUDEVENTS_BINARY, DOCUMENT))
                .usingRecursiveComparison()
                .isEqualTo(BinaryMode.render(DOCUMENT));
    }

    @Test
    void slack_is_a_message_as_json() {
        Rendered.Body body = body(FormatName.SLACK, DOCUMENT);
        assertThat(body.bytes()).isEqualTo(SlackMessage.of(DOCUMENT));
        assertThat(body.contentType()).isEqualTo("application/json");
    }

    @Test
    void a_template_is_the_subscribers_own_body_and_content_type() {
        BodyFormat format =
                BodyFormat.of(FormatName.TEMPLATE, Optional.of(BodyTemplate.of("{type} of {account}", "text/plain")));
        assertThat(format.render(DOCUMENT)).isInstanceOfSatisfying(Rendered.Body.class, body -> {
            assertThat(body.bytes()).asString(UTF_8).isEqualTo("ViewCompleted of default");
            assertThat(body.contentType()).isEqualTo("text/plain");
            assertThat(body.headers()).isEmpty();
        });
    }

    @Test
    void a_template_that_cannot_write_an_event_says_why() {
        BodyFormat format = BodyFormat.of(FormatName.TEMPLATE, Optional.of(BodyTemplate.of("{type}")));
        assertThat(format.render(DOCUMENT))
                .isInstanceOfSatisfying(
                        Rendered.Failed.class,
                        failed -> assertThat(failed.why()).contains("outside quotes"));
    }

    @Test
    void the_format_template_without_a_template_is_refused_with_the_field() {
        assertThatThrownBy(() -> BodyFormat.of(FormatName.TEMPLATE, Optional.empty()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errors().getFirst().field()).isEqualTo("template"));
    }

    private static Rendered.Body body(FormatName name, byte[] document) {
        return (Rendered.Body) BodyFormat.of(name, Optional.empty()).render(document);
    }
}
