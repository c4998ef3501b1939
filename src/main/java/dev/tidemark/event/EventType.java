package dev.tidemark.event;

import java.util.Arrays;
import java.util.Optional;

/** Everything Tidemark tells (contract §3): the short name users write, its family (the topic), what it means. */
public enum EventType {
    VIEW_STARTED("ViewStarted", EventFamily.VIEWS, "A viewer started a view: a view id not seen before."),
    VIEW_PROGRESSED("ViewProgressed", EventFamily.VIEWS, "A view's percentage first reached a milestone."),
    VIEW_COMPLETED("ViewCompleted", EventFamily.VIEWS, "A view's percentage first reached the completion threshold."),
    VIEW_ENDED("ViewEnded", EventFamily.VIEWS, "A view did not change for the quiet period; its figures are final."),
    VIEW_REOPENED("ViewReopened", EventFamily.VIEWS, "A view that had ended changed again."),
    VIEW_UPDATED(
            "ViewUpdated",
            EventFamily.VIEWS,
            "A field of a view changed that does not tell of progress, such as its viewer, variables or tags."),
    VIEW_DELETED(
            "ViewDeleted",
            EventFamily.VIEWS,
            "A view is gone: a walk over all views did not have it, and asked for by id it was not found."),
    RESPONSE_SUBMITTED("ResponseSubmitted", EventFamily.INTERACTIONS, "A viewer answered a question."),
    RESPONSE_CHANGED("ResponseChanged", EventFamily.INTERACTIONS, "The value or the correctness of an answer changed."),
    INTERACTION_CLICKED(
            "InteractionClicked",
            EventFamily.INTERACTIONS,
            "A viewer clicked a button, hotspot, image, text or the like."),
    INTERACTION_DELETED(
            "InteractionDeleted",
            EventFamily.INTERACTIONS,
            "An interaction is gone: a walk over all of them did not have it, and asked for by id it was not found."),
    QUIZ_SCORED(
            "QuizScored",
            EventFamily.QUIZZES,
            "A view with answers that are right or wrong ended; the score counts them."),
    VIEWER_CREATED("ViewerCreated", EventFamily.VIEWERS, "A viewer appeared."),
    VIEWER_UPDATED("ViewerUpdated", EventFamily.VIEWERS, "A field of a viewer changed."),
    VIEWER_DELETED("ViewerDeleted", EventFamily.VIEWERS, "A viewer is gone."),
    VIEWER_IDENTIFIED(
            "ViewerIdentified",
            EventFamily.VIEWERS,
            "A viewer's e-mail or custom id became known; once per viewer and value."),
    VIDEO_CREATED("VideoCreated", EventFamily.VIDEOS, "A video appeared."),
    VIDEO_UPDATED("VideoUpdated", EventFamily.VIDEOS, "A field of a video changed."),
    VIDEO_DELETED("VideoDeleted", EventFamily.VIDEOS, "A video is gone."),
    GROUP_CREATED("GroupCreated", EventFamily.GROUPS, "A group appeared."),
    GROUP_UPDATED("GroupUpdated", EventFamily.GROUPS, "A field of a group changed."),
    GROUP_DELETED("GroupDeleted", EventFamily.GROUPS, "A group is gone."),
    GROUP_VIDEO_ADDED("GroupVideoAdded", EventFamily.GROUPS, "A video was added to a group."),
    GROUP_VIDEO_REMOVED("GroupVideoRemoved", EventFamily.GROUPS, "A video was removed from a group."),
    SERIES_CREATED("SeriesCreated", EventFamily.SERIES, "A series appeared."),
    SERIES_UPDATED("SeriesUpdated", EventFamily.SERIES, "A field of a series changed."),
    SERIES_DELETED("SeriesDeleted", EventFamily.SERIES, "A series is gone."),
    SERIES_VIDEO_ADDED("SeriesVideoAdded", EventFamily.SERIES, "A video was added to a series."),
    SERIES_VIDEO_REMOVED("SeriesVideoRemoved", EventFamily.SERIES, "A video was removed from a series."),
    SERIES_COMPLETED("SeriesCompleted", EventFamily.SERIES, "A viewer completed all videos of a series."),
    PLINK_CREATED("PlinkCreated", EventFamily.PLINKS, "A P-Link appeared."),
    PLINK_STATUS_CHANGED("PlinkStatusChanged", EventFamily.PLINKS, "The status of a P-Link changed."),
    PLINK_FIRST_VIEWED("PlinkFirstViewed", EventFamily.PLINKS, "A P-Link was used for a view for the first time."),
    ACCESS_LIST_CREATED("AccessListCreated", EventFamily.ACCESS_LISTS, "An access list appeared."),
    ACCESS_LIST_DELETED("AccessListDeleted", EventFamily.ACCESS_LISTS, "An access list is gone."),
    ACCESS_LIST_ENTRY_ADDED("AccessListEntryAdded", EventFamily.ACCESS_LISTS, "An entry was added to an access list."),
    ACCESS_LIST_ENTRY_REMOVED(
            "AccessListEntryRemoved", EventFamily.ACCESS_LISTS, "An entry was removed from an access list."),
    SOURCE_THROTTLED(
            "SourceThrottled",
            EventFamily.OPERATIONS,
            "Mindstamp turns calls of an account away for now; polling waits."),
    SOURCE_LAGGING("SourceLagging", EventFamily.OPERATIONS, "A stream of an account is known later than it should be."),
    SOURCE_UNAUTHORIZED(
            "SourceUnauthorized",
            EventFamily.OPERATIONS,
            "Mindstamp refuses the token of an account; polling stopped."),
    SOURCE_RECOVERED("SourceRecovered", EventFamily.OPERATIONS, "Polling an account works again."),
    SOURCE_SCHEMA_CHANGED(
            "SourceSchemaChanged",
            EventFamily.OPERATIONS,
            "Rows of a stream have a shape not seen before: fields came, went or changed their kind."),
    SUBSCRIPTION_FAILING(
            "SubscriptionFailing",
            EventFamily.CALLBACKS,
            "The receiver of a subscription failed several times in a row; it is tried with one event at a time."),
    SUBSCRIPTION_DISABLED(
            "SubscriptionDisabled",
            EventFamily.CALLBACKS,
            "A subscription gets nothing more until somebody enables it; its events are held."),
    SUBSCRIPTION_RECOVERED(
            "SubscriptionRecovered",
            EventFamily.CALLBACKS,
            "The receiver of a subscription that was failing takes events again."),
    DELIVERY_EXHAUSTED(
            "DeliveryExhausted",
            EventFamily.CALLBACKS,
            "A delivery of an event that is not for operators was given up.");

    private static final String PREFIX = "dev.tidemark.";

    private final String shortName;
    private final EventFamily family;
    private final String meaning;

    EventType(String shortName, EventFamily family, String meaning) {
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
        return family.text();
    }

    /** The first part of the subject: Mindstamp's path word for the rows, {@code accounts} or {@code subscriptions}. */
    public String stream() {
        return family.stream();
    }

    /** Whether it tells operators how the service fares, not what happened in Mindstamp. */
    public boolean isOperational() {
        return family == EventFamily.OPERATIONS || family == EventFamily.CALLBACKS;
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
