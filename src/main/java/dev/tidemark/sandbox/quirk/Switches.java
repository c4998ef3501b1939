package dev.tidemark.sandbox.quirk;

import java.util.List;
import java.util.Set;

/** What is not known of Mindstamp (mindstamp-api.md §7): the default of each has the best evidence. */
public final class Switches {
    /** A bare array, or {@code {"data": […]}}. */
    public enum Shape {
        ARRAY,
        DATA
    }

    /** UNSORTED is arbitrary but stays; CHANGING is another one with each call. */
    public enum Order {
        NEWEST,
        OLDEST,
        UPDATED_FIRST,
        UNSORTED,
        CHANGING
    }

    /** What a limit over 100 does. */
    public enum OverLimit {
        CAP,
        REFUSE,
        HONOUR
    }

    /** Whether the lists of videos and viewers know limit and offset. */
    public enum WholeLists {
        WHOLE,
        PAGED
    }

    /** What an offset past the last row gets. */
    public enum PastEnd {
        EMPTY,
        NOT_FOUND
    }

    /** How a call over the limit is refused; all but PLAIN_503 say in Retry-After when to come again. */
    public enum Throttling {
        PLAIN_503,
        SECONDS_503,
        DATE_503,
        SECONDS_429
    }

    /** The text of started and finished. */
    public enum DateText {
        ODD,
        ISO,
        PADDED,
        NANOS
    }

    /** Fields that rows may lack. */
    public enum Field {
        LAST_POINT,
        FURTHEST_POINT,
        WATCHED,
        UPDATED_AT
    }

    /** What the list of interactions holds. */
    public enum InteractionRows {
        EVENTS,
        AUTHORED_TOO
    }

    /** AFTER_END: a view and what was done in it show two minutes after it ended, not before. */
    public enum RunningViews {
        VISIBLE,
        AFTER_END
    }

    /** What happens when somebody says who she is: her views tell it, she turns out to be a known viewer, or only the
     * view tells it in which she said so. */
    public enum Identification {
        SAME_VIEWER,
        MERGE,
        OLD_VIEWS_UNTOUCHED
    }

    /** What happens when somebody goes on watching later. */
    public enum Resume {
        NEW_VIEW,
        REOPENED
    }

    /** What videos are found by. */
    public enum VideosBy {
        TOKEN_OR_ID,
        TOKEN
    }

    /** A deleted row is gone, or stays with nulls. */
    public enum Deletion {
        GONE,
        NULLED
    }

    public static final Dial<Shape> LIST_SHAPE = Dial.choice("list_shape", Shape.ARRAY);
    public static final Dial<Double> NULL_ROWS = Dial.share("null_rows");
    public static final Dial<Order> ORDER = Dial.choice("order", Order.NEWEST);
    public static final Dial<OverLimit> OVER_LIMIT = Dial.choice("over_limit", OverLimit.CAP);
    public static final Dial<WholeLists> VIDEOS_AND_VIEWERS = Dial.choice("videos_and_viewers", WholeLists.WHOLE);
    public static final Dial<PastEnd> PAST_END = Dial.choice("past_end", PastEnd.EMPTY);
    public static final Dial<Throttling> THROTTLING = Dial.choice("throttling", Throttling.PLAIN_503);
    public static final Dial<Integer> CALLS_PER_MINUTE = Dial.whole("calls_per_minute", 100, 1, 1_000_000);
    public static final Dial<Integer> CALLS_PER_HOUR = Dial.whole("calls_per_hour", 1_000, 1, 1_000_000);
    public static final Dial<DateText> DATE_TEXT = Dial.choice("date_text", DateText.ODD);
    public static final Dial<Set<Field>> ABSENT_FIELDS = Dial.several("absent_fields", Field.class);
    public static final Dial<InteractionRows> INTERACTION_ROWS =
            Dial.choice("interaction_rows", InteractionRows.EVENTS);
    public static final Dial<RunningViews> RUNNING_VIEWS = Dial.choice("running_views", RunningViews.VISIBLE);
    public static final Dial<Identification> IDENTIFICATION = Dial.choice("identification", Identification.SAME_VIEWER);
    public static final Dial<Resume> RESUME = Dial.choice("resume", Resume.NEW_VIEW);
    /** Of the views that end, so many are gone on with later. */
    public static final Dial<Double> RESUME_SHARE = Dial.share("resume_share");

    public static final Dial<VideosBy> VIDEOS_BY = Dial.choice("videos_by", VideosBy.TOKEN_OR_ID);
    public static final Dial<Deletion> DELETION = Dial.choice("deletion", Deletion.GONE);
    /** Views that vanish by themselves, in simulated time. */
    public static final Dial<Integer> DELETIONS_PER_HOUR = Dial.whole("deletions_per_hour", 0, 0, 3_600);

    static final List<Dial<?>> ALL = List.of(
            LIST_SHAPE,
            NULL_ROWS,
            ORDER,
            OVER_LIMIT,
            VIDEOS_AND_VIEWERS,
            PAST_END,
            THROTTLING,
            CALLS_PER_MINUTE,
            CALLS_PER_HOUR,
            DATE_TEXT,
            ABSENT_FIELDS,
            INTERACTION_ROWS,
            RUNNING_VIEWS,
            IDENTIFICATION,
            RESUME,
            RESUME_SHARE,
            VIDEOS_BY,
            DELETION,
            DELETIONS_PER_HOUR);

    private Switches() {}
}
