package dev.tidemark.callback.format;

import java.util.Map;

/** What came of writing an event in a format. */
public sealed interface Rendered {
    /**
     * To be signed and sent as it is.
     *
     * @param headers beside the content type; names in lower case, values in visible ASCII
     */
    record Body(byte[] bytes, String contentType, Map<String, String> headers) implements Rendered {}

    /**
     * The subscriber's template cannot write this event; sending it again will not help.
     *
     * @param why for the subscription's owner
     */
    record Failed(String why) implements Rendered {}
}
