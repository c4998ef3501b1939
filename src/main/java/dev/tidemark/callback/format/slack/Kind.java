package dev.tidemark.callback.format.slack;

import java.util.Locale;

/**
 * How an event is told.
 *
 * @param headline our own words
 * @param detail what is told below
 * @param sentence what happened, as mrkdwn without a full stop; made to start with a capital letter
 */
record Kind(String emoji, String headline, Detail detail, String sentence) {
    Kind {
        if (sentence.startsWith("a ") || sentence.startsWith("an ") || sentence.startsWith("the ")) {
            sentence = sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
        }
    }

    enum Detail {
        NONE,
        /** How far the viewer got. */
        PROGRESS,
        /** What a quiz came to. */
        SCORE,
        /** Question and answer. */
        ANSWER,
        /** Where a click leads. */
        CLICK,
        /** What is different. */
        CHANGES,
        /** What happened to the service, and what to do. */
        ADVICE
    }
}
