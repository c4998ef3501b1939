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

    /** The stream whose list it is read with: of what belongs to rows theirs, else itself. */
    public StreamName listed() {
        return switch (this) {
            case GROUP_VIDEOS -> GROUPS;
            case SERIES_VIDEOS -> SERIES;
            case ACCESS_LIST_ENTRIES -> ACCESS_LISTS;
            case VIEWS, INTERACTIONS, VIEWERS, VIDEOS, GROUPS, SERIES, PLINKS, ACCESS_LISTS -> this;
        };
    }

    public String text() {
        return text;
    }

    public static Optional<StreamName> byText(String text) {
        return Stream.of(values()).filter(stream -> stream.text.equals(text)).findFirst();
    }
}
