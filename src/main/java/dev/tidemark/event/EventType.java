package dev.tidemark.event;

import java.util.Arrays;
import java.util.Optional;

/** Everything Tidemark tells (contract §3): the short name users write, its family (the topic), what it means. */
public enum EventType {
    VIEW_STARTED("ViewStarted", "views", "A viewer started a view: a view id not seen before."),
    VIEW_PROGRESSED("ViewProgressed", "views", "A view's percentage first reached a milestone."),
    VIEW_COMPLETED("ViewCompleted", "views", "A view's percentage first reached the completion threshold."),
    VIEW_ENDED("ViewEnded", "views", "A view did not change for the quiet period; its figures are final."),
    RESPONSE_SUBMITTED("ResponseSubmitted", "interactions", "A viewer answered a question."),
    INTERACTION_CLICKED(
            "InteractionClicked", "interactions", "A viewer clicked a button, hotspot, image, text or the like.");

    private static final String PREFIX = "dev.tidemark.";

    private final String shortName;
    private final String family;
    private final String meaning;

    EventType(String shortName, String family, String meaning) {
        this.shortName = shortName;
        this.family = family;
        this.meaning = meaning;
    }

    public String shortName() {
        return shortName;
    }

    /** The CloudEvents {@code type}. */
    public String qualifiedName() {
        return PREFIX + shortName;
    }

    public String family() {
        return family;
    }

    public String meaning() {
        return meaning;
    }

    public static Optional<EventType> byShortName(String name) {
        return Arrays.stream(values())
                .filter(type -> type.shortName.equals(name))
                .findFirst();
    }
}
