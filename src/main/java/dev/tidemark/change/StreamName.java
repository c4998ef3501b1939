package dev.tidemark.change;

/** A kind of rows, by Mindstamp's name; the first part of an event's subject. */
public enum StreamName {
    VIEWS("views"),
    INTERACTIONS("interactions");

    private final String text;

    StreamName(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
