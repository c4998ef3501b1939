package dev.tidemark.callback.format.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackAnswerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T05:15:24Z");

    @Test
    void ok_is_accepted() {
        assertThat(answer(200, "ok")).isEqualTo(new SlackAnswer.Accepted());
    }

    @ParameterizedTest
    @CsvSource({
        "404, no_service",
        "404, no_service_id",
        "404, no_active_hooks",
        "404, no_team",
        "403, team_disabled",
        "403, invalid_token",
        "400, user_not_found",
        "404, channel_not_found",
        "410, channel_is_archived",
        "403, action_prohibited",
        "403, posting_to_general_channel_denied",
        "500, no_service"
    })
    void a_dead_webhook_is_refused_for_good(int status, String code) {
        assertThat(answer(status, code + "\n")).isInstanceOfSatisfying(SlackAnswer.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.advice()).containsIgnoringCase("slack");
        });
    }

    @Test
    void gone_is_gone_whatever_it_says() {
        assertThat(answer(410, "")).isInstanceOf(SlackAnswer.Refused.class);
        assertThat(answer(410, "<html>gone</html>"))
                .isEqualTo(new SlackAnswer.Refused("410", "create a new incoming webhook in Slack and enter its URL"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_payload",
        "400, no_text",
        "400, too_many_attachments",
        "400, invalid_blocks",
        "400, msg_blocks_too_long",
        "400, some_new_complaint",
        "500, invalid_payload"
    })
    void a_message_that_slack_does_not_like_is_not_sent_again(int status, String code) {
        assertThat(answer(status, code)).isEqualTo(new SlackAnswer.BadMessage(code));
    }

    @Test
    void an_explained_code_and_a_json_answer_are_understood() {
        assertThat(answer(400, "invalid_blocks: failed to match all allowed schemas [json-pointer:/blocks/0]"))
                .isEqualTo(new SlackAnswer.BadMessage("invalid_blocks"));
        assertThat(answer(400, "{\"ok\":false, \"error\" : \"no_text\"}"))
                .isEqualTo(new SlackAnswer.BadMessage("no_text"));
    }

    @ParameterizedTest
    @CsvSource({
        "500, rollup_error",
        "503, ''",
        "404, not found",
        "403, <html>no_service</html>",
        "400, '', ",
        "302, Found",
        "404, no_servicex",
        "403, no_service_id2"
    })
    void anything_else_is_tried_again(int status, String body) {
        assertThat(answer(status, body)).isInstanceOf(SlackAnswer.Temporary.class);
    }

    @Test
    void too_many_messages_wait_as_long_as_slack_asks() {
        assertThat(SlackAnswer.of(429, Optional.of("30"), "rate_limited", NOW))
                .isEqualTo(new SlackAnswer.Wait(Optional.of(NOW.plusSeconds(30))));
        assertThat(SlackAnswer.of(429, Optional.of("999999"), "", NOW))
                .isEqualTo(new SlackAnswer.Wait(Optional.of(NOW.plusSeconds(86_400))));
        assertThat(SlackAnswer.of(429, Optional.empty(), "no_service", NOW))
                .isEqualTo(new SlackAnswer.Wait(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate_limited", "message_limit_exceeded"})
    void slower_is_understood_without_the_status(String code) {
        assertThat(answer(403, code)).isEqualTo(new SlackAnswer.Wait(Optional.empty()));
    }

    private static SlackAnswer answer(int status, String body) {
        return SlackAnswer.of(status, Optional.empty(), body, NOW);
    }
}
