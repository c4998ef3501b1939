package dev.tidemark.callback.format.template;

import static dev.tidemark.callback.format.template.Templates.json;
import static dev.tidemark.callback.format.template.Templates.named;
import static dev.tidemark.callback.format.template.Templates.written;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.callback.format.Documents;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Json;
import java.io.StringReader;
import java.net.URLDecoder;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Whatever viewers write stays a value in what a template writes. */
class HostileValueTest {
    static Stream<String> texts() {
        return Stream.of(
                "\"},{\"admin\": true, \"x\": \"",
                "\\",
                "\\\"",
                "line\nline\r\n\tline\u2028line",
                "😀 é \u202E",
                "</script><script>alert('x')</script>",
                "' onload='x' \" onload=\"x\"",
                "&amp; &lt; ]]> <!-- -->",
                "a=b&c=d+e%20f",
                "{type} {data.json} {#for i in 9}x{/for} {} {{ }} {| \\{ {inject:x} {#include x /}",
                "\u0001marked",
                "\u0002{\"form\": 1}",
                "");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void in_json_a_text_is_the_same_text(String text) {
        JsonNode read = json(
                "{\"a\": \"<{data.viewer.name}>\", \"b\": {data.viewer.name.json}, \"c\": \"{data.viewer.json}\","
                        + " \"d\": [{#for x in data.viewer}\"{x.value}\",{/for}null]}",
                named(text));
        assertThat(read.path("a").asText()).isEqualTo("<" + text + ">");
        assertThat(read.path("b").asText()).isEqualTo(text);
        assertThat(Json.read(read.path("c").asText().getBytes(UTF_8))
                        .path("name")
                        .asText())
                .isEqualTo(text);
        assertThat(read.path("d")).hasSize(6).extracting(JsonNode::asText).contains(text);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void in_xml_a_text_is_the_same_text(String text) throws Exception {
        String xml = written(
                "<a one='{data.viewer.name}' two=\"{data.viewer.name}\">{data.viewer.name}<b c='{data.viewer.json}'/></a>",
                "application/xml",
                named(text));
        Element a = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
        String control = text.replaceAll("[\u0001\u0002]", "\uFFFD");
        assertThat(a.getTextContent()).isEqualToNormalizingNewlines(control);
        assertThat(a.getAttribute("one")).isEqualToNormalizingWhitespace(control);
        assertThat(a.getAttribute("two")).isEqualToNormalizingWhitespace(control);
        assertThat(Json.read(((Element) a.getElementsByTagName("b").item(0))
                                .getAttribute("c")
                                .getBytes(UTF_8))
                        .path("name")
                        .asText())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void in_a_form_a_text_is_the_same_text(String text) {
        String form = written("a={data.viewer.name}&b=2", "application/x-www-form-urlencoded", named(text));
        assertThat(form.split("&")).hasSize(2);
        assertThat(URLDecoder.decode(form.substring(2, form.length() - 4), UTF_8))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void in_plain_text_a_text_is_as_it_is(String text) {
        assertThat(written("<{data.viewer.name}>", "text/plain; charset=utf-8", named(text)))
                .isEqualTo("<" + text + ">");
    }

    @ParameterizedTest
    @CsvSource({"application/json", "text/html", "text/plain", "application/x-www-form-urlencoded"})
    void half_a_surrogate_pair_becomes_the_replacement_character(String contentType) {
        byte[] document = new String(named("HERE"), UTF_8)
                .replace("HERE", "\\uD83D x \\uDE80")
                .getBytes(UTF_8);
        String written = written("\"{data.viewer.name}\"", contentType, document);
        assertThat(URLDecoder.decode(written, UTF_8)).isEqualTo("\"\uFFFD x \uFFFD\"");
    }

    @Test
    void a_script_in_html_cannot_be_closed_by_json() {
        String html = written("<script>let v = {data.json};</script>", "text/html", named("</script><!--'&"));
        assertThat(html).containsOnlyOnce("</script>").doesNotContain("<!--").doesNotContain("'");
        String json = html.substring("<script>let v = ".length(), html.length() - ";</script>".length());
        assertThat(Json.read(json.getBytes(UTF_8)).at("/viewer/name").asText()).isEqualTo("</script><!--'&");
    }

    @Test
    void a_member_named_like_something_of_javas_or_qutes_is_just_a_member() {
        byte[] document = Documents.changed(
                EventType.VIEW_COMPLETED,
                event -> event.withObject("/data/view/variables")
                        .put("class", "c")
                        .put("size", "big")
                        .put("getClass", "g")
                        .put("or", "o")
                        .put("a b", "spaced"));
        assertThat(written(
                        "{#let v=data.view.variables}{v.class} {v.size} {v.getClass} {v.or} {v['a b']} {v.hashCode}",
                        "text/plain",
                        document))
                .isEqualTo("c big g o spaced ");
    }

    @Test
    void a_number_keeps_its_digits() {
        byte[] document = new String(named("HERE"), UTF_8)
                .replace("\"HERE\"", "[1.10, 1E+400, 123456789012345678901234567890, -0.5]")
                .getBytes(UTF_8);
        assertThat(written("{data.viewer.name.json} {data.viewer.name.first}", "text/plain", document))
                .isEqualTo("[1.10,1E+400,123456789012345678901234567890,-0.5] 1.10");
    }
}
