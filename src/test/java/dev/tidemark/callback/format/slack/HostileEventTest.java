package dev.tidemark.callback.format.slack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tidemark.callback.format.Documents;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What viewers and other people write into Mindstamp: it may look odd in Slack, it must do nothing there. */
class HostileEventTest {
    private static final List<String> TEXTS = List.of(
            "<!channel> <!here> <!everyone> <@U024BE7LH> <#C024BE7LR> <!subteam^S123>",
            "<https://evil.example.com|EVIL>",
            "*EVIL* _EVIL_ ~EVIL~ `EVIL` ```EVIL```",
            "x|EVIL> <javascript:alert(1)|EVIL",
            "> EVIL\n> EVIL\r\n&gt; EVIL\u2028> EVIL",
            "&amp; &lt;!channel&gt; &",
            "\u202Elive\u202C \u2066a\u2069 שלום عالم",
            "\u0000\u0001\u001b[31m\u007f\u0085",
            "*",
            "_",
            "\uD83D \uDE80 \uD83D",
            "",
            "   ",
            "&".repeat(10_000),
            "🚀".repeat(5_000),
            "a<🚀".repeat(4_000),
            "line\n".repeat(3_000));

    private static final List<JsonNode> ODD = List.of(
            NullNode.instance,
            BooleanNode.TRUE,
            DecimalNode.valueOf(new BigDecimal("-1E+400")),
            DecimalNode.valueOf(new BigDecimal("1E-400")),
            DecimalNode.valueOf(new BigDecimal("-50")),
            DecimalNode.valueOf(new BigDecimal("250.5")),
            BigIntegerNode.valueOf(BigInteger.TEN.pow(400)),
            new ArrayNode(JsonNodeFactory.instance),
            Json.object(),
            Json.object().put("name", "<!channel>").put("id", "<!channel>"));

    @ParameterizedTest
    @EnumSource
    void no_text_does_anything(EventType type) {
        for (String text : TEXTS) {
            SlackReader message = message(type, new TextNode(text));
            message.withinLimits().harmless();
            assertThat(message.header())
                    .isEqualTo(SlackReader.of(Documents.example(type)).header());
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_value_of_another_kind_fails(EventType type) {
        for (JsonNode odd : ODD) {
            message(type, odd).withinLimits().harmless();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothing_that_is_missing_fails(EventType type) {
        for (Map.Entry<String, JsonNode> member : List.copyOf(
                Json.readObject(Documents.example(type)).path("data").properties())) {
            SlackReader.of(Documents.changed(
                            type, event -> event.withObject("/data").remove(member.getKey())))
                    .withinLimits();
            SlackReader.of(Documents.changed(
                            type, event -> event.withObject("/data").put(member.getKey(), 7)))
                    .withinLimits();
        }
        SlackReader.of(Documents.changed(type, event -> event.putObject("data")))
                .withinLimits();
        SlackReader.of(Documents.changed(type, event -> event.remove(List.of("data", "time", "source"))))
                .withinLimits();
        SlackReader.of(Documents.changed(
                        type, event -> event.put("time", "yesterday").put("source", "<!here>")))
                .withinLimits()
                .harmless();
    }

    @Test
    void an_event_with_nothing_in_it_is_told_all_the_same() {
        SlackReader message = SlackReader.of("{}".getBytes(UTF_8));
        assertThat(message.text()).startsWith("🔔 An event of");
        message.harmless();
    }

    @ParameterizedTest
    @CsvSource({
        "Ann, ann@example.com, 7, Ann",
        "'  ', ann@example.com, 7, ann@example.com",
        ", , 7, 7",
        ", , , Somebody"
    })
    void who_is_the_name_else_the_e_mail_else_the_custom_id_else_somebody(
            String name, String email, String customId, String who) {
        byte[] document = Documents.changed(EventType.VIEW_STARTED, event -> {
            event.withObject("/data/viewer")
                    .put("name", name)
                    .put("email", email)
                    .put("custom_id", customId);
            event.withObject("/data/view").remove(List.of("viewer_name", "viewer_email", "viewer_custom_id"));
        });
        assertThat(SlackReader.of(document).text()).isEqualTo("▶️ " + who + " started watching Interactive Video #9");
    }

    @Test
    void a_view_without_its_viewer_still_knows_the_name_of_the_row() {
        byte[] document = Documents.changed(
                EventType.VIEW_STARTED, event -> event.withObject("/data").remove(List.of("viewer", "video")));
        assertThat(SlackReader.of(document).text()).isEqualTo("▶️ John Doe started watching Interactive Video #9");
    }

    @Test
    void a_view_of_a_video_without_title_is_of_a_video() {
        byte[] document = Documents.changed(EventType.VIEW_STARTED, event -> {
            event.withObject("/data/video").putNull("title");
            event.withObject("/data/view").putNull("video_title");
        });
        assertThat(SlackReader.of(document).text()).isEqualTo("▶️ John Doe started watching a video");
    }

    @Test
    void a_name_of_ten_kilobytes_leaves_the_sentence_readable() {
        byte[] document = Documents.changed(
                EventType.VIEW_COMPLETED,
                event -> event.withObject("/data/viewer").put("name", "J".repeat(10_000)));
        assertThat(SlackReader.of(document).mrkdwn().getFirst())
                .isEqualTo("*" + "J".repeat(149) + "…* completed *Interactive Video #9*");
    }

    /** Every text in {@code data}, names of members too, replaced. */
    private static SlackReader message(EventType type, JsonNode value) {
        return SlackReader.of(Documents.changed(type, event -> event.set("data", replaced(event.path("data"), value))));
    }

    private static JsonNode replaced(JsonNode node, JsonNode value) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties().forEach(member -> copy.set(member.getKey(), replaced(member.getValue(), value)));
            if (value.isTextual() && !value.asText().contains("\uD83D ")) { // Jackson reads no such name
                copy.set(value.asText(), value);
                copy.putObject(value.asText() + "x").set("from", value);
            }
            return copy;
        }
        return node.isBoolean() && value.isTextual() ? node : value;
    }
}
