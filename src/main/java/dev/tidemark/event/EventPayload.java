package dev.tidemark.event;

/** Which record of {@link EventData} a type has. */
enum EventPayload {
    /** Nothing beyond the facts of the row. */
    PLAIN,
    /** A record of the type's own. */
    OWN,
    /** A video came or went. */
    VIDEO_MEMBER,
    /** An entry came or went. */
    ENTRY_MEMBER,
    SOURCE;

    static EventPayload of(EventType type) {
        return switch (type) {
            case VIEW_STARTED,
                    VIEW_REOPENED,
                    VIEW_UPDATED,
                    VIEW_DELETED,
                    RESPONSE_SUBMITTED,
                    RESPONSE_CHANGED,
                    INTERACTION_CLICKED,
                    INTERACTION_DELETED,
                    VIEWER_CREATED,
                    VIEWER_UPDATED,
                    VIEWER_DELETED,
                    VIDEO_CREATED,
                    VIDEO_UPDATED,
                    VIDEO_DELETED,
                    GROUP_CREATED,
                    GROUP_UPDATED,
                    GROUP_DELETED,
                    SERIES_CREATED,
                    SERIES_UPDATED,
                    SERIES_DELETED,
                    PLINK_CREATED,
                    PLINK_STATUS_CHANGED,
                    ACCESS_LIST_CREATED,
                    ACCESS_LIST_DELETED -> PLAIN;
            case VIEW_PROGRESSED,
                    VIEW_COMPLETED,
                    VIEW_ENDED,
                    QUIZ_SCORED,
                    VIEWER_IDENTIFIED,
                    SERIES_COMPLETED,
                    PLINK_FIRST_VIEWED,
                    SUBSCRIPTION_FAILING,
                    SUBSCRIPTION_DISABLED,
                    SUBSCRIPTION_RECOVERED,
                    DELIVERY_EXHAUSTED -> OWN;
            case GROUP_VIDEO_ADDED, GROUP_VIDEO_REMOVED, SERIES_VIDEO_ADDED, SERIES_VIDEO_REMOVED -> VIDEO_MEMBER;
            case ACCESS_LIST_ENTRY_ADDED, ACCESS_LIST_ENTRY_REMOVED -> ENTRY_MEMBER;
            case SOURCE_THROTTLED, SOURCE_LAGGING, SOURCE_UNAUTHORIZED, SOURCE_RECOVERED, SOURCE_SCHEMA_CHANGED ->
                SOURCE;
        };
    }

    /** @throws IllegalArgumentException when the record that asks is not the type's */
    static void require(EventType type, boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException(type.shortName() + " has another payload");
        }
    }
}
