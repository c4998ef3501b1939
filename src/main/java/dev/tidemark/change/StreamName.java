package dev.tidemark.change;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of rows, by the word of Mindstamp's path. What belongs to groups, series and access lists are streams of their
 * own; their events are told about their owner.
 */
public enum StreamName {
    VIEWS("views"),
    INTERACTIONS("interactions"),
    VIEWERS("viewers"),
    VIDEOS("videos"),
    GROUPS("groups"),
    SERIES("series"),
    PLINKS("plink"),
    ACCESS_LISTS("accessLists"),
    GROUP_VIDEOS("group-videos"),
    SERIES_VIDEOS("series-videos"),
    ACCESS_LIST_ENTRIES("access-list-entries");

    private final String text;

    StreamName(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public static Optional<StreamName> byText(String text) {
        return Stream.of(values()).filter(stream -> stream.text.equals(text)).findFirst();
    }
}
