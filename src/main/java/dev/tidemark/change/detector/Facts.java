package dev.tidemark.change.detector;

import dev.tidemark.change.Observation;
import dev.tidemark.change.RowKeys;
import dev.tidemark.change.RowState;
import dev.tidemark.event.RowFacts;
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
import dev.tidemark.platform.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From Mindstamp's rows to what events tell. */
final class Facts {
    private static final int NOTHING_REACHED = -1;

    private Facts() {}

    /** A form of a row seen for the first time now; rows that nothing more is expected of are settled at once. */
    static RowState form(Row row, String owner, int revision, String hash, Observation observation) {
        return new RowState(
                row.id(),
                owner,
                RowKeys.of(row),
                RowState.Phase.SETTLED,
                revision,
                hash,
                NOTHING_REACHED,
                stored(row),
                observation.now(),
                observation.askedAt(),
                Optional.empty(),
                Optional.empty());
    }

    static byte[] stored(Row row) {
        return Json.write(row.withReadableDates());
    }

    /** What tells the events of this form from those of the row's other forms. */
    static String happening(RowState state) {
        return state.revision() + "/" + state.hash();
    }

    /** A row not seen before; the last walk that should have seen it did not have it. */
    static RowFacts firstSeen(Row row, Observation observation) {
        return facts(
                row,
                Map.of(),
                observation.coverage().unseenAt(RowKeys.of(row)).orElse(null),
                observation,
                observation.isHistory(row.createdAt()));
    }

    /** Until then it was as before; or not there. */
    static RowFacts changed(Row row, Verdict.Changed changed, Observation observation) {
        RowState before = changed.before();
        Instant unchangedAt = changed.isBack() ? before.changedAt() : before.seenAt();
        return facts(row, changed.comparison().change(), unchangedAt, observation, false);
    }

    /** Nothing changed but the time: since {@code changedAt} the row is as it is. */
    static RowFacts same(Row row, RowState state, Observation observation) {
        return facts(row, Map.of(), state.changedAt(), observation, false);
    }

    /** It is not there any more; since it was last seen. */
    static RowFacts gone(Row row, RowState state, Observation observation) {
        return facts(row, Map.of(), state.seenAt(), observation, false);
    }

    private static RowFacts facts(
            Row row,
            Map<String, RowFacts.FromTo> change,
            @Nullable Instant unchangedAt,
            Observation observation,
            boolean backfill) {
        return new RowFacts(
                name(row),
                row.withReadableDates(),
                isOfViewer(row) ? viewer(row) : null,
                isOfViewer(row) ? video(row) : null,
                change,
                unchangedAt,
                observation.now(),
                backfill);
    }

    /** Views and interactions say who and which video. */
    private static boolean isOfViewer(Row row) {
        return row instanceof View || row instanceof Interaction;
    }

    private static RowFacts.Viewer viewer(Row row) {
        return new RowFacts.Viewer(
                text(row, "viewer_id"),
                text(row, "viewer_name"),
                text(row, "viewer_email"),
                text(row, "viewer_phone"),
                text(row, "viewer_custom_id"));
    }

    private static RowFacts.Video video(Row row) {
        return new RowFacts.Video(text(row, "video_id"), text(row, "video_token"), text(row, "video_title"));
    }

    private static String name(Row row) {
        return switch (row) {
            case View _ -> "view";
            case Interaction _ -> "interaction";
            case Viewer _ -> "viewer";
            case Video _ -> "video";
            case Group _ -> "group";
            case Series _ -> "series";
            case Plink _ -> "plink";
            case AccessList _ -> "access_list";
            case Member _ -> "member";
        };
    }

    private static @Nullable String text(Row row, String field) {
        return row.text(field).orElse(null);
    }
}
