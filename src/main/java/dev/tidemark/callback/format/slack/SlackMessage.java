package dev.tidemark.callback.format.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import java.util.ArrayList;
import java.util.List;

/** What a Slack incoming webhook is sent for an event: a Block Kit message that a salesperson likes to read. */
public final class SlackMessage {
    private SlackMessage() {}

    /**
     * Never fails for what an event has or lacks.
     *
     * @param document the canonical document of the event
     */
    public static byte[] of(byte[] document) {
        Story story = new Story(Json.readObject(document));
        Kind kind = Kinds.of(story.shortType(), new Phrases(story, true));
        Kind plain = Kinds.of(story.shortType(), new Phrases(story, false));
        Blocks blocks =
                new Blocks().header(kind.emoji() + " " + kind.headline()).section(kind.sentence());
        Details details = new Details(story, blocks);
        switch (kind.detail()) {
            case NONE -> {}
            case PROGRESS -> details.progress();
            case SCORE -> details.score();
            case ANSWER -> details.answer();
            case CLICK -> details.click();
            case CHANGES -> details.changes();
            case ADVICE -> details.advice();
        }
        details.contact();
        blocks.context(context(story));
        ObjectNode message = Json.object()
                .put("text", plain.emoji() + " " + plain.sentence())
                .put("unfurl_links", false)
                .put("unfurl_media", false);
        message.set("blocks", blocks.json());
        return Json.write(message);
    }

    /** When, in the reader's own time zone; where; and whether it is news. */
    private static String context(Story story) {
        List<String> parts = new ArrayList<>();
        story.time()
                .ifPresent(time ->
                        parts.add("<!date^" + time.getEpochSecond() + "^{date_short_pretty}, {time}|" + time + ">"));
        story.account().ifPresent(account -> parts.add("account " + Mrkdwn.line(account, 100)));
        if (story.truth("backfill").orElse(false)) {
            parts.add("from the history");
        }
        parts.add(Mrkdwn.line(story.shortType(), 100));
        return String.join(" · ", parts);
    }
}
