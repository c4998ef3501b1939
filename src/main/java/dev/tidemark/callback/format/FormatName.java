package dev.tidemark.callback.format;

import dev.tidemark.platform.ProblemException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a subscription's {@code format} may be (contract §5). */
public enum FormatName {
    /** The canonical document as application/json. */
    JSON("json"),
    /** The canonical document as application/cloudevents+json. */
    CLOUDEVENTS("cloudevents"),
    /** The attributes as headers, {@code data} as the body. */
    CLOUDEVENTS_BINARY("cloudevents-binary"),
    /** A Block Kit message for a Slack incoming webhook. */
    SLACK("slack"),
    /** The subscriber's own. */
    TEMPLATE("template");

    private final String text;

    FormatName(String text) {
        this.text = text;
    }

    /** As written in JSON and stored. */
    public String text() {
        return text;
    }

    /** @throws ProblemException naming the field {@code format} when there is no such format */
    public static FormatName parse(String text) {
        return Arrays.stream(values())
                .filter(format -> format.text.equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "format",
                        "unknown format '" + text + "'; known are "
                                + Arrays.stream(values()).map(FormatName::text).collect(Collectors.joining(", "))));
    }
}
