package dev.tidemark.callback.format.slack;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Slack's incoming webhooks say when they take no message. */
final class SlackWords {
    static final String NEW_WEBHOOK = "create a new incoming webhook in Slack and enter its URL";
    private static final String OTHER_CHANNEL = "choose another channel in Slack and enter the new webhook's URL";
    private static final String ASK_ADMINISTRATOR = "ask an administrator of the Slack workspace to allow it";

    /** The webhook is of no use any more; with what to do about it. */
    static final Map<String, String> REFUSALS = Map.ofEntries(
            Map.entry("no_service", NEW_WEBHOOK),
            Map.entry("no_service_id", NEW_WEBHOOK),
            Map.entry("no_active_hooks", NEW_WEBHOOK),
            Map.entry("no_team", NEW_WEBHOOK),
            Map.entry("team_disabled", NEW_WEBHOOK),
            Map.entry("invalid_token", NEW_WEBHOOK),
            Map.entry("user_not_found", NEW_WEBHOOK),
            Map.entry("channel_not_found", OTHER_CHANNEL),
            Map.entry("channel_is_archived", OTHER_CHANNEL),
            Map.entry("posting_to_general_channel_denied", OTHER_CHANNEL),
            Map.entry("action_prohibited", ASK_ADMINISTRATOR));

    /** The message is what Slack does not like. */
    static final Set<String> BAD_MESSAGE = Set.of(
            "invalid_payload",
            "no_text",
            "too_many_attachments",
            "invalid_attachments",
            "invalid_blocks",
            "invalid_blocks_format",
            "missing_text_or_fallback_or_attachments",
            "msg_too_long",
            "msg_blocks_too_long");

    static final Set<String> SLOWER = Set.of("rate_limited", "ratelimited", "message_limit_exceeded");

    private static final Pattern PLAIN =
            Pattern.compile("([a-z]+(?:_[a-z]+)+)(?![a-zA-Z0-9_<]).{0,200}", Pattern.DOTALL);
    private static final Pattern JSON = Pattern.compile("\\{.*\"error\"\\s*:\\s*\"([a-z_]+)\".*", Pattern.DOTALL);

    private SlackWords() {}

    /** Slack's word in an answer; empty when there is none: a proxy may have answered. */
    static String in(String body) {
        String text = body.strip();
        Matcher json = JSON.matcher(text);
        if (json.matches()) {
            return json.group(1);
        }
        Matcher plain = PLAIN.matcher(text);
        return plain.matches() ? plain.group(1) : "";
    }
}
