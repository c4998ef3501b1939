package dev.tidemark.console.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.event.EventType;
import dev.tidemark.outbox.StoredEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventLineTest {
    @ParameterizedTest
    @EnumSource(EventType.class)
    void every_event_says_something_in_its_line(EventType type) {
        EventLine line = EventLine.of(Logged.example(type));

        assertThat(line.who() + line.video() + line.what()).isNotBlank();
        assertThat(line.what()).doesNotContain("null").doesNotStartWith("{");
    }

    @Test
    void figures_answers_and_changes_are_told_in_a_few_words() {
        Map<EventType, String> words = Map.of(
                EventType.VIEW_COMPLETED, "95 %",
                EventType.VIEW_PROGRESSED, "50 %",
                EventType.VIEW_ENDED, "completed, 95 %");

        words.forEach(
                (type, what) -> assertThat(EventLine.of(Logged.example(type)).what())
                        .as(type.shortName())
                        .isEqualTo(what));
        assertThat(line(EventType.RESPONSE_SUBMITTED, """
                {"interaction": {"parent_value": "Which?", "value": "That", "correct": false}}""").what()).isEqualTo("Which? → That · wrong");
        assertThat(line(EventType.VIEW_UPDATED, """
                {"change": {"percentage": {}, "tag1": {}, "viewer_name": {}, "tag2": {}, "tag3": {}, "tag4": {}, "url": {}}}""").what()).isEqualTo("tag1, viewer name, tag2, tag3 and 2 more");
    }

    @Test
    void who_has_no_name_is_called_by_the_e_mail() {
        EventLine line = line(EventType.VIEW_STARTED, """
                {"viewer": {"name": " ", "email": "zoe@acme.example"}, "video": {"title": "Tour"}, "backfill": true}""");

        assertThat(line.who()).isEqualTo("zoe@acme.example");
        assertThat(line.video()).isEqualTo("Tour");
        assertThat(line.backfill()).isTrue();
    }

    @Test
    void what_is_of_another_kind_than_expected_is_just_not_there() {
        EventLine line = line(EventType.RESPONSE_SUBMITTED, """
                {"viewer": {"name": {"first": "Zoe"}}, "video": 7, "interaction": {"value": ["a", null, "b"]}}""");

        assertThat(line.who()).isEmpty();
        assertThat(line.video()).isEmpty();
        assertThat(line.what()).isEqualTo("a, b");
    }

    @Test
    void a_long_answer_is_cut_between_characters() {
        EventLine line = line(EventType.RESPONSE_SUBMITTED, """
                {"interaction": {"value": "%s"}}""".formatted("🦊".repeat(200)));

        assertThat(line.what()).isEqualTo("🦊".repeat(119) + "…");
    }

    private static EventLine line(EventType type, String data) {
        byte[] document = "{\"id\":\"evt_1\",\"data\":%s}".formatted(data).getBytes(UTF_8);
        return EventLine.of(new StoredEvent(1, "evt_1", "main", type, "views/1", "1", Instant.EPOCH, 21, document));
    }
}
