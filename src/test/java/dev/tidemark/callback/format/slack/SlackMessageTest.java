package dev.tidemark.callback.format.slack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.callback.format.Documents;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SlackMessageTest {
    @ParameterizedTest
    @EnumSource
    void each_type_has_its_own_words_and_keeps_the_limits(EventType type) {
        SlackReader message =
                SlackReader.of(Documents.example(type)).withinLimits().harmless();
        assertThat(message.header()).isNotEqualTo("🔔 Something happened");
        JsonNode json = Json.read(SlackMessage.of(Documents.example(type)));
        assertThat(json.at("/blocks/0/text/type").asText()).isEqualTo("plain_text");
        assertThat(json.has("unfurl_links")).isTrue();
        assertThat(message.unfurlLinks()).isFalse();
        assertThat(message.unfurlMedia()).isFalse();
        assertThat(message.mrkdwn().getLast()).endsWith("account default · " + type.shortName());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VIEW_STARTED | ▶️ John Doe started watching Interactive Video #9
            VIEW_PROGRESSED | ⏩ John Doe reached 50% of Interactive Video #9
            VIEW_COMPLETED | ✅ John Doe completed Interactive Video #9
            VIEW_ENDED | 🏁 John Doe finished Interactive Video #9
            VIEW_REOPENED | 🔁 John Doe came back to Interactive Video #9
            VIEW_UPDATED | ✏️ What is known of John Doe watching Interactive Video #9 changed
            VIEW_DELETED | 🗑️ What is known of John Doe watching Interactive Video #9 is gone
            RESPONSE_SUBMITTED | 💬 John Doe answered a question in Interactive Video #9
            RESPONSE_CHANGED | 💬 John Doe changed an answer in Interactive Video #9
            INTERACTION_CLICKED | 👆 John Doe clicked Book a demo in Interactive Video #9
            INTERACTION_DELETED | 🗑️ What John Doe did in Interactive Video #9 is gone
            QUIZ_SCORED | 🎯 John Doe scored 80% in Interactive Video #9
            VIEWER_CREATED | 👤 John Doe is a new viewer
            VIEWER_UPDATED | 👤 What is known of John Doe changed
            VIEWER_DELETED | 🗑️ What is known of John Doe is gone
            VIEWER_IDENTIFIED | 🔎 A viewer is now known as John Doe (john.doe@example.com)
            VIDEO_CREATED | 🎬 My video was created
            VIDEO_UPDATED | 🎬 Welcome was changed
            VIDEO_DELETED | 🗑️ Welcome is gone
            GROUP_CREATED | 📁 The group Onboarding was created
            GROUP_UPDATED | 📁 The group Onboarding was changed
            GROUP_DELETED | 🗑️ The group Onboarding is gone
            GROUP_VIDEO_ADDED | ➕ Welcome was added to the group Onboarding
            GROUP_VIDEO_REMOVED | ➖ Welcome was removed from the group Onboarding
            SERIES_CREATED | 📚 The series First week was created
            SERIES_UPDATED | 📚 The series First week was changed
            SERIES_DELETED | 🗑️ The series First week is gone
            SERIES_VIDEO_ADDED | ➕ Welcome was added to the series First week
            SERIES_VIDEO_REMOVED | ➖ Welcome was removed from the series First week
            SERIES_COMPLETED | 🏆 John Doe completed all videos of the series First week
            PLINK_CREATED | 🔗 The P-Link Newsletter of January was created
            PLINK_STATUS_CHANGED | 🔗 The P-Link Newsletter of January is now inactive
            PLINK_FIRST_VIEWED | 🔗 John Doe is first to watch Interactive Video #9 through a P-Link
            ACCESS_LIST_CREATED | 🔑 The access list Class of 2026 was created
            ACCESS_LIST_DELETED | 🗑️ The access list Class of 2026 is gone
            ACCESS_LIST_ENTRY_ADDED | 🔑 jane.roe@example.com was added to the access list Class of 2026
            ACCESS_LIST_ENTRY_REMOVED | 🔑 jane.roe@example.com was removed from the access list Class of 2026
            SOURCE_THROTTLED | 🐢 Polling the account default waits for Mindstamp
            SOURCE_LAGGING | ⏳ News of the account default come late
            SOURCE_UNAUTHORIZED | ⛔ Mindstamp refuses the token of the account default
            SOURCE_RECOVERED | 💚 Polling the account default works again
            SOURCE_SCHEMA_CHANGED | 🧩 Rows of the account default have a shape not seen before""")
    void the_fallback_tells_it_in_one_line(EventType type, String text) {
        assertThat(SlackReader.of(Documents.example(type)).text()).isEqualTo(text);
    }

    @Test
    void a_completed_view_tells_who_what_and_how_far() {
        SlackReader message = SlackReader.of(Documents.example(EventType.VIEW_COMPLETED));

        assertThat(message.header()).isEqualTo("✅ Video completed");
        assertThat(message.mrkdwn())
                .containsExactly(
                        "*John Doe* completed *Interactive Video #9*",
                        "`▓▓▓▓▓▓▓▓▓░` 95%",
                        "*E-mail:* john.doe@example.com",
                        "*Custom id:* 123456",
                        "*From:* Flagami, Florida, United States 🇺🇸",
                        "*Time spent:* 2 min 52 s",
                        "<!date^1767244524^{date_short_pretty}, {time}|2026-01-01T05:15:24Z>"
                                + " · account default · ViewCompleted");
    }

    @Test
    void the_title_links_to_where_the_video_is_watched() {
        byte[] document = Documents.changed(
                EventType.VIEW_STARTED,
                event -> event.withObject("/data/view").put("url", " https://video.example.com/w/a?x=1&y=<2> "));
        assertThat(SlackReader.of(document).mrkdwn().getFirst())
                .as("a URL that is none links nowhere")
                .isEqualTo("*John Doe* started watching *Interactive Video #9*");

        document = Documents.changed(
                EventType.VIEW_STARTED,
                event -> event.withObject("/data/view").put("url", " https://video.example.com/w/a?x=1&y=2 "));
        assertThat(SlackReader.of(document).harmless().mrkdwn().getFirst())
                .isEqualTo("*John Doe* started watching"
                        + " *<https://video.example.com/w/a?x=1&amp;y=2|Interactive Video #9>*");
        assertThat(SlackReader.of(document).text()).endsWith("watching Interactive Video #9");
    }

    @Test
    void a_right_answer_is_told_with_its_question() {
        assertThat(SlackReader.of(Documents.example(EventType.RESPONSE_SUBMITTED))
                        .mrkdwn())
                .containsSequence(
                        "*John Doe* answered a question in *Interactive Video #9*",
                        "*Question:* How can you get a good night's sleep?",
                        "> D. All of the Above",
                        "✅ Right");
    }

    @Test
    void a_wrong_answer_is_told_with_the_right_one() {
        byte[] document = Documents.changed(
                EventType.RESPONSE_SUBMITTED,
                event -> event.withObject("/data/interaction")
                        .put("value", "A. No coffee")
                        .put("correct", false));
        assertThat(SlackReader.of(document).mrkdwn())
                .containsSequence("> A. No coffee", "❌ Wrong · *Right would be:* D. All of the Above");
    }

    @Test
    void an_answer_that_is_neither_right_nor_wrong_gets_no_verdict() {
        byte[] document = Documents.changed(
                EventType.RESPONSE_SUBMITTED,
                event -> event.withObject("/data/interaction").putNull("correct"));
        assertThat(SlackReader.of(document).mrkdwn()).noneMatch(text -> text.contains("Right"));
    }

    @Test
    void several_chosen_answers_are_told_with_commas() {
        byte[] document = Documents.changed(
                EventType.RESPONSE_SUBMITTED,
                event -> event.withObject("/data/interaction")
                        .putArray("value")
                        .add("one")
                        .add(2));
        assertThat(SlackReader.of(document).mrkdwn()).contains("> one, 2");
    }

    @Test
    void a_changed_answer_is_told_with_the_one_before() {
        assertThat(SlackReader.of(Documents.example(EventType.RESPONSE_CHANGED)).mrkdwn())
                .containsSequence("*Answer before:* A. No coffee past 2pm", "> D. All of the Above", "✅ Right");
    }

    @Test
    void a_long_answer_goes_on_in_a_second_section_and_is_cut_there() {
        String answer = "Line & more\n".repeat(1000);
        byte[] document = Documents.changed(
                EventType.RESPONSE_SUBMITTED,
                event -> event.withObject("/data/interaction").put("value", answer));

        List<String> quotes = SlackReader.of(document).withinLimits().harmless().mrkdwn().stream()
                .filter(text -> text.startsWith("> "))
                .toList();

        assertThat(quotes).hasSize(2);
        assertThat(quotes).allSatisfy(quote -> assertThat(quote).hasSizeBetween(2900, 3000));
        assertThat(quotes.getFirst())
                .startsWith("> Line &amp; more\n> Line &amp; more\n> ")
                .doesNotContain("…");
        assertThat(quotes.getLast()).endsWith("…");
    }

    @Test
    void a_quiz_is_told_in_figures() {
        assertThat(SlackReader.of(Documents.example(EventType.QUIZ_SCORED)).mrkdwn())
                .containsSequence(
                        "*John Doe* scored *80%* in *Interactive Video #9*",
                        "`▓▓▓▓▓▓▓▓░░` 80%", "4 right · 1 wrong · 6 answered");
    }

    @Test
    void a_click_is_told_with_where_it_leads() {
        assertThat(SlackReader.of(Documents.example(EventType.INTERACTION_CLICKED))
                        .mrkdwn())
                .containsSequence(
                        "*John Doe* clicked *Book a demo* in *Interactive Video #9*",
                        "*Leads to:* <https://www.example.com|www.example.com>");
    }

    @Test
    void changes_are_told_field_by_field_and_not_all_of_very_many() {
        assertThat(SlackReader.of(Documents.example(EventType.VIEWER_UPDATED)).mrkdwn())
                .contains("• *name:* John → John Doe");

        byte[] many = Documents.changed(EventType.VIEW_UPDATED, event -> {
            ObjectNode change = event.withObject("/data").putObject("change");
            for (int i = 1; i <= 30; i++) {
                change.putObject("some_field" + i).put("from", "x".repeat(500)).putNull("to");
            }
        });
        List<String> texts = SlackReader.of(many).withinLimits().mrkdwn();
        assertThat(texts)
                .anyMatch(text -> text.contains("• *some field10:* " + "x".repeat(199) + "… → –\n… and 20 more"));
    }

    @Test
    void operators_are_told_what_to_do() {
        assertThat(SlackReader.of(Documents.example(EventType.SOURCE_LAGGING)).mrkdwn())
                .contains(
                        "*What happened:* Views are known 12 minutes late",
                        "*What to do:* Give the account a larger call budget",
                        "*Stream:* views",
                        "*Since:* 2026-01-01T05:12:32Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SUBSCRIPTION_FAILING | Deliveries to the subscription *HubSpot sync* fail | 5 attempts in a row failed, the last one: answered 500 | 05:12:32
            SUBSCRIPTION_DISABLED | The subscription *HubSpot sync* was disabled | Its receiver answered 410 Gone | 05:15:24
            SUBSCRIPTION_RECOVERED | The subscription *HubSpot sync* works again | Its receiver takes events again | 05:15:24
            DELIVERY_EXHAUSTED | A delivery to the subscription *HubSpot sync* was given up | Given up after 10 attempts, the last one: answered 500 | 05:12:32""")
    void operators_are_told_how_callbacks_fare(EventType type, String sentence, String reason, String since) {
        SlackReader message =
                SlackReader.of(Documents.example(type)).withinLimits().harmless();
        assertThat(message.mrkdwn().getFirst()).isEqualTo(sentence);
        assertThat(message.mrkdwn())
                .contains("*What happened:* " + reason, "*Since:* 2026-01-01T" + since + "Z")
                .anyMatch(text -> text.startsWith("*What to do:* "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SubscriptionFailing | ⚠️ Callback failing | Deliveries to the subscription *crm* fail
            SubscriptionDisabled | ⛔ Callback disabled | The subscription *crm* was disabled
            SubscriptionRecovered | 💚 Callback works again | The subscription *crm* works again
            DeliveryExhausted | ⚠️ Delivery given up | A delivery to the subscription *crm* was given up
            ViewTeleported | 🔔 Something happened | An event of the type *ViewTeleported*""")
    void types_of_other_versions_are_told_too(String type, String header, String sentence) {
        byte[] document = Documents.changed(EventType.SOURCE_LAGGING, event -> {
            event.put("type", "dev.tidemark." + type);
            event.withObject("/data")
                    .put("reason", "POST https://hooks.slack.com/services/T024BE7LD/B024BE7LH/secret answered 404")
                    .putObject("subscription")
                    .put("id", "crm");
        });
        SlackReader message = SlackReader.of(document).withinLimits().harmless();
        assertThat(message.header()).isEqualTo(header);
        assertThat(message.mrkdwn().getFirst()).isEqualTo(sentence);
        assertThat(new String(SlackMessage.of(document), UTF_8)).doesNotContain("secret", "B024BE7LH");
    }

    @Test
    void an_e_mail_is_told_once() {
        byte[] document = Documents.changed(EventType.VIEWER_IDENTIFIED, event -> {
            event.withObject("/data/viewer").putNull("name");
            event.withObject("/data/view").putNull("viewer_name");
        });
        assertThat(SlackReader.of(document).mrkdwn().getFirst())
                .isEqualTo("A viewer is now known as *john.doe@example.com*");
        assertThat(SlackReader.of(document).mrkdwn()).noneMatch(text -> text.startsWith("*E-mail"));
    }

    @Test
    void history_is_marked_as_such() {
        byte[] document = Documents.changed(
                EventType.VIEW_STARTED, event -> event.withObject("/data").put("backfill", true));
        assertThat(SlackReader.of(document).mrkdwn().getLast()).contains("account default · from the history");
    }

    @ParameterizedTest
    @CsvSource({"0, ░░░░░░░░░░, 0%", "9.99, ░░░░░░░░░░, 10.0%", "33.333, ▓▓▓░░░░░░░, 33.3%", "99, ▓▓▓▓▓▓▓▓▓░, 99%"})
    void a_bar_is_full_at_100_only(double percentage, String bar, String text) {
        assertThat(Figures.bar(percentage)).isEqualTo("`" + bar + "` " + text);
        assertThat(Figures.bar(100)).isEqualTo("`▓▓▓▓▓▓▓▓▓▓` 100%");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "59.9, 59 s", "172, 2 min 52 s", "3600, 1 h 0 min", "90061, 25 h 1 min", "-5, 0 s"})
    void durations_read_well(double seconds, String text) {
        assertThat(Figures.seconds(seconds)).isEqualTo(text);
    }
}
