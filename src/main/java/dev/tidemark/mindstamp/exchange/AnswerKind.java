package dev.tidemark.mindstamp.exchange;

/** How much a call may bring. */
public enum AnswerKind {
    /** One object, or a page of a list. */
    USUAL,
    /** All rows there are, whatever limit was asked for. */
    WHOLE_LIST;

    /** Bytes. */
    int largest(CallConfig config) {
        long bytes = switch (this) {
            case USUAL -> config.largestAnswer().asLongValue();
            case WHOLE_LIST -> config.largestWholeList().asLongValue();
        };
        return Math.clamp(bytes, 0, Integer.MAX_VALUE - 8);
    }

    String key() {
        return switch (this) {
            case USUAL -> "tidemark.mindstamp.call.largest-answer";
            case WHOLE_LIST -> "tidemark.mindstamp.call.largest-whole-list";
        };
    }
}
