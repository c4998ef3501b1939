package dev.tidemark.change.detector;

import dev.tidemark.change.ChangeDetector;
import dev.tidemark.change.StreamName;
import dev.tidemark.change.detector.EntityDetector.Told;
import dev.tidemark.event.EventType;
import dev.tidemark.mindstamp.row.AccessList;
import dev.tidemark.mindstamp.row.Group;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.mindstamp.row.Member;
import dev.tidemark.mindstamp.row.Plink;
import dev.tidemark.mindstamp.row.Series;
import dev.tidemark.mindstamp.row.Video;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.mindstamp.row.Viewer;
import java.util.List;
import java.util.Optional;

/** The detector of each stream. */
public final class Detectors {
    public static final ChangeDetector<View> VIEWS = new ViewDetector();
    public static final ChangeDetector<Interaction> INTERACTIONS = new InteractionDetector();

    public static final ChangeDetector<Viewer> VIEWERS = new EntityDetector<>(
            StreamName.VIEWERS,
            Viewer::new,
            new Counting.Documented(KnownFields.VIEWER),
            told(EventType.VIEWER_CREATED, EventType.VIEWER_UPDATED, EventType.VIEWER_DELETED));

    public static final ChangeDetector<Video> VIDEOS = new EntityDetector<>(
            StreamName.VIDEOS,
            Video::new,
            new Counting.Documented(KnownFields.VIDEO),
            told(EventType.VIDEO_CREATED, EventType.VIDEO_UPDATED, EventType.VIDEO_DELETED));

    public static final ChangeDetector<Group> GROUPS = new EntityDetector<>(
            StreamName.GROUPS,
            Group::new,
            new Counting.Open(),
            told(EventType.GROUP_CREATED, EventType.GROUP_UPDATED, EventType.GROUP_DELETED));

    public static final ChangeDetector<Series> SERIES = new EntityDetector<>(
            StreamName.SERIES,
            Series::new,
            new Counting.Open(),
            told(EventType.SERIES_CREATED, EventType.SERIES_UPDATED, EventType.SERIES_DELETED));

    public static final ChangeDetector<Plink> PLINKS = new EntityDetector<>(
            StreamName.PLINKS,
            Plink::new,
            new Counting.Open(),
            new Told(
                    EventType.PLINK_CREATED,
                    Optional.of(EventType.PLINK_STATUS_CHANGED),
                    List.of("status"),
                    Optional.empty()));

    public static final ChangeDetector<AccessList> ACCESS_LISTS = new EntityDetector<>(
            StreamName.ACCESS_LISTS,
            AccessList::new,
            new Counting.Open(),
            new Told(
                    EventType.ACCESS_LIST_CREATED,
                    Optional.empty(),
                    List.of(),
                    Optional.of(EventType.ACCESS_LIST_DELETED)));

    public static final ChangeDetector<Member> GROUP_VIDEOS = new MemberDetector(
            StreamName.GROUP_VIDEOS,
            StreamName.GROUPS,
            "group",
            EventType.GROUP_VIDEO_ADDED,
            EventType.GROUP_VIDEO_REMOVED);

    public static final ChangeDetector<Member> SERIES_VIDEOS = new MemberDetector(
            StreamName.SERIES_VIDEOS,
            StreamName.SERIES,
            "series",
            EventType.SERIES_VIDEO_ADDED,
            EventType.SERIES_VIDEO_REMOVED);

    public static final ChangeDetector<Member> ACCESS_LIST_ENTRIES = new MemberDetector(
            StreamName.ACCESS_LIST_ENTRIES,
            StreamName.ACCESS_LISTS,
            "access_list",
            EventType.ACCESS_LIST_ENTRY_ADDED,
            EventType.ACCESS_LIST_ENTRY_REMOVED);

    private Detectors() {}

    private static Told told(EventType created, EventType changed, EventType deleted) {
        return new Told(created, Optional.of(changed), List.of(), Optional.of(deleted));
    }
}
