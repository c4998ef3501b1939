package dev.tidemark.callback.format.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import java.util.List;

/**
 * Block Kit, within its limits: 50 blocks, 3,000 characters a section text, 10 fields of 2,000, a header of 150. All
 * texts together stay under the 13,200 characters at which Slack answers {@code msg_blocks_too_long}, undocumented.
 */
final class Blocks {
    static final int LONGEST_SECTION = 3000;
    private static final int MOST_BLOCKS = 50;
    private static final int MOST_FIELDS = 10;
    private static final int LONGEST_ALL = 12_000;

    private final ArrayNode blocks = Json.object().putArray("blocks");
    private int length;

    /** @param plain our own words, at most 150 characters */
    Blocks header(String plain) {
        ObjectNode header = Json.object().put("type", "header");
        header.putObject("text").put("type", "plain_text").put("text", plain).put("emoji", true);
        return add(header, plain.length());
    }

    /** @param mrkdwn at most {@link #LONGEST_SECTION} characters */
    Blocks section(String mrkdwn) {
        ObjectNode section = Json.object().put("type", "section");
        section.set("text", text(mrkdwn));
        return add(section, mrkdwn.length());
    }

    /** @param lines of at most {@link #LONGEST_SECTION} characters each, put into as few sections as hold them */
    Blocks lines(List<String> lines) {
        StringBuilder section = new StringBuilder();
        for (String line : lines) {
            if (!section.isEmpty() && section.length() + 1 + line.length() > LONGEST_SECTION) {
                section(section.toString());
                section.setLength(0);
            }
            section.append(section.isEmpty() ? "" : "\n").append(line);
        }
        return section.isEmpty() ? this : section(section.toString());
    }

    /** @param fields of at most 2,000 characters each; what is more than ten is left out */
    Blocks fields(List<String> fields) {
        if (fields.isEmpty()) {
            return this;
        }
        List<String> shown = fields.subList(0, Math.min(MOST_FIELDS, fields.size()));
        ObjectNode section = Json.object().put("type", "section");
        ArrayNode array = section.putArray("fields");
        shown.forEach(field -> array.add(text(field)));
        return add(section, shown.stream().mapToInt(String::length).sum());
    }

    Blocks context(String mrkdwn) {
        ObjectNode context = Json.object().put("type", "context");
        context.putArray("elements").add(text(mrkdwn));
        return add(context, mrkdwn.length());
    }

    ArrayNode json() {
        return blocks;
    }

    /** Verbatim: Slack looks for no links, channels and names in what is not marked as such. */
    private static ObjectNode text(String mrkdwn) {
        return Json.object().put("type", "mrkdwn").put("text", mrkdwn).put("verbatim", true);
    }

    private Blocks add(ObjectNode block, int characters) {
        if (blocks.size() < MOST_BLOCKS && length + characters <= LONGEST_ALL) {
            blocks.add(block);
            length += characters;
        }
        return this;
    }
}
