package dev.tidemark.poll.source;

import dev.tidemark.change.ChangeDetector;
import dev.tidemark.change.StreamName;
import dev.tidemark.change.detector.Detectors;
import dev.tidemark.mindstamp.row.AccessList;
import dev.tidemark.mindstamp.row.Group;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.mindstamp.row.Member;
import dev.tidemark.mindstamp.row.Plink;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.mindstamp.row.Series;
import dev.tidemark.mindstamp.row.Video;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.mindstamp.row.Viewer;
import java.util.List;

/** A kind of rows and how they are compared. */
public record StreamKind<R extends Row>(ChangeDetector<R> detector) {
    public static final StreamKind<View> VIEWS = new StreamKind<>(Detectors.VIEWS);
    public static final StreamKind<Interaction> INTERACTIONS = new StreamKind<>(Detectors.INTERACTIONS);
    public static final StreamKind<Viewer> VIEWERS = new StreamKind<>(Detectors.VIEWERS);
    public static final StreamKind<Video> VIDEOS = new StreamKind<>(Detectors.VIDEOS);
    public static final StreamKind<Group> GROUPS = new StreamKind<>(Detectors.GROUPS);
    public static final StreamKind<Series> SERIES = new StreamKind<>(Detectors.SERIES);
    public static final StreamKind<Plink> PLINKS = new StreamKind<>(Detectors.PLINKS);
    public static final StreamKind<AccessList> ACCESS_LISTS = new StreamKind<>(Detectors.ACCESS_LISTS);
    public static final StreamKind<Member> GROUP_VIDEOS = new StreamKind<>(Detectors.GROUP_VIDEOS);
    public static final StreamKind<Member> SERIES_VIDEOS = new StreamKind<>(Detectors.SERIES_VIDEOS);
    public static final StreamKind<Member> ACCESS_LIST_ENTRIES = new StreamKind<>(Detectors.ACCESS_LIST_ENTRIES);

    /** Those with a list of their own. */
    public static final List<StreamKind<?>> LISTED =
            List.of(VIEWS, INTERACTIONS, VIEWERS, VIDEOS, GROUPS, SERIES, PLINKS, ACCESS_LISTS);

    public StreamName stream() {
        return detector.stream();
    }

    /** The kind of a stream that has a list of its own. */
    public static StreamKind<?> listed(StreamName stream) {
        return LISTED.stream()
                .filter(kind -> kind.stream() == stream)
                .findFirst()
                .orElseThrow();
    }
}
