package dev.tidemark.callback.format.template;

/** What came of a template and an event. */
public sealed interface Filled {
    /** To be sent as it is. */
    record Body(byte[] bytes, String contentType) implements Filled {}

    /**
     * The template cannot write this event, not now and not later.
     *
     * @param why for the subscription's owner
     */
    record Failed(String why) implements Filled {}
}
