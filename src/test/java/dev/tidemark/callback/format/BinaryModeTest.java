package dev.tidemark.callback.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.event.CloudEventJson;
import dev.tidemark.event.EventType;
import dev.tidemark.event.catalogue.EventCatalogue;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Read back by the CloudEvents SDK, against its own reading of the whole document. */
class BinaryModeTest {
    @ParameterizedTest
    @EnumSource
    void the_sdk_reads_the_same_event_from_headers_and_body(EventType type) {
        byte[] document = Documents.example(type);

        Rendered.Body body = BinaryMode.render(document);

        Map<String, String> headers = new HashMap<>(body.headers());
        headers.put("content-type", body.contentType());
        MessageReader reader = HttpMessageFactory.createReader(headers, body.bytes());
        assertThat(reader.getEncoding()).isEqualTo(Encoding.BINARY);
        CloudEvent event = reader.toEvent();
        CloudEvent whole = new JsonFormat().deserialize(document);
        assertThat(event.getAttributeNames()).isEqualTo(whole.getAttributeNames());
        for (String attribute : whole.getAttributeNames()) {
            assertThat(event.getAttribute(attribute)).isEqualTo(whole.getAttribute(attribute));
        }
        assertThat(event.getExtension("partitionkey")).isEqualTo(whole.getExtension("partitionkey"));
        assertThat(event.getExtension("sequence")).isEqualTo("00000000000000000042");
        assertThat(Objects.requireNonNull(event.getData()).toBytes()).isEqualTo(body.bytes());
    }

    @ParameterizedTest
    @EnumSource
    void the_body_is_the_slice_of_the_document(EventType type) {
        CloudEventJson.Document document =
                new CloudEventJson("https://t").write(new EventCatalogue("https://t").exampleEvent(type), 42);

        byte[] body = BinaryMode.render(document.bytes()).bytes();

        assertThat(body)
                .isEqualTo(Arrays.copyOfRange(document.bytes(), document.dataStart(), document.bytes().length - 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    {"n": 1.10 ,"s":"\\u00e9 } \\" 🚀", "l":[ 1 ]}
                    "text \\" € 😀"
                    [1, {"data": 2}]
                    12.50
                    true
                    {}""")
    void the_data_is_never_written_anew(String data) {
        assertThat(body("{\"id\":\"a\", \"data\" : " + data + " , \"time\":\"t\"}"))
                .isEqualTo(data);
        assertThat(body("{\"data\":" + data + "}")).isEqualTo(data);
    }

    @Test
    void a_header_is_percent_encoded_as_the_binding_wants() {
        Rendered.Body body = BinaryMode.render("""
                {"subject":"Euro € 😀","quoted":"a\\"b%c","visible":"!#$&'()*+,-./09:;<=>?@AZ[\\\\]^_`az{|}~","line":"a\\r\\nx-evil: 1",
                 "control":"\\u0000\\u007f","nothing":null,"number":7,"truth":true,"object":{"id":"x"}}""".getBytes(UTF_8));

        assertThat(body.headers())
                .containsOnly(
                        Map.entry("ce-subject", "Euro%20%E2%82%AC%20%F0%9F%98%80"),
                        Map.entry("ce-quoted", "a%22b%25c"),
                        Map.entry("ce-visible", "!#$&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~"),
                        Map.entry("ce-line", "a%0D%0Ax-evil:%201"),
                        Map.entry("ce-control", "%00%7F"),
                        Map.entry("ce-number", "7"),
                        Map.entry("ce-truth", "true"));
    }

    @Test
    void the_content_type_of_the_data_is_no_ce_header() {
        Rendered.Body body = BinaryMode.render(Documents.example(EventType.VIEW_STARTED));
        assertThat(body.contentType()).isEqualTo("application/json");
        assertThat(body.headers()).doesNotContainKeys("ce-datacontenttype", "ce-data", "content-type");
    }

    private static String body(String document) {
        return new String(BinaryMode.render(document.getBytes(UTF_8)).bytes(), UTF_8);
    }
}
