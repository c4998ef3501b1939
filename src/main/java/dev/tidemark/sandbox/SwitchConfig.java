package dev.tidemark.sandbox;

import dev.tidemark.sandbox.quirk.Quirks;
import dev.tidemark.sandbox.quirk.Switches;
import dev.tidemark.sandbox.quirk.Switches.DateText;
import dev.tidemark.sandbox.quirk.Switches.Deletion;
import dev.tidemark.sandbox.quirk.Switches.Field;
import dev.tidemark.sandbox.quirk.Switches.Identification;
import dev.tidemark.sandbox.quirk.Switches.InteractionRows;
import dev.tidemark.sandbox.quirk.Switches.Order;
import dev.tidemark.sandbox.quirk.Switches.OverLimit;
import dev.tidemark.sandbox.quirk.Switches.PastEnd;
import dev.tidemark.sandbox.quirk.Switches.Resume;
import dev.tidemark.sandbox.quirk.Switches.RunningViews;
import dev.tidemark.sandbox.quirk.Switches.Shape;
import dev.tidemark.sandbox.quirk.Switches.Throttling;
import dev.tidemark.sandbox.quirk.Switches.VideosBy;
import dev.tidemark.sandbox.quirk.Switches.WholeLists;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import java.util.Set;

/** The switches of the stand-in; unset, the scenario decides, and where it does not, the best evidence. */
public interface SwitchConfig {
    /** Lists are a bare array or {@code {"data": […]}}: array or data. Unset: array. */
    Optional<Shape> listShape();

    /** So many of the elements of a list are null or {@code {}}, 0 to 1. Unset: 0. */
    Optional<@DecimalMin("0") @DecimalMax("1") Double> nullRows();

    /** Of lists: newest, oldest, updated-first, unsorted (arbitrary, but it stays) or changing. Unset: newest. */
    Optional<Order> order();

    /** What a limit over 100 does: cap, refuse (422) or honour. Unset: cap. */
    Optional<OverLimit> overLimit();

    /** Whether their lists obey limit and offset: whole or paged. Unset: whole. */
    Optional<WholeLists> videosAndViewers();

    /** What an offset past the end gets: empty or not-found. Unset: empty. */
    Optional<PastEnd> pastEnd();

    /** How calls over the limit are refused: plain-503, or with Retry-After seconds-503, date-503, seconds-429. Unset: plain-503. */
    Optional<Throttling> throttling();

    /** Calls that pass in any minute. Unset: 100. */
    Optional<@Min(1) @Max(1_000_000) Integer> callsPerMinute();

    /** Calls that pass in any hour. Unset: 1000. */
    Optional<@Min(1) @Max(1_000_000) Integer> callsPerHour();

    /** Of started and finished: odd, iso, padded or nanos. Unset: odd. */
    Optional<DateText> dateText();

    /** Fields that rows lack: any of last_point, furthest_point, watched, updated_at. Unset: none. */
    Optional<Set<Field>> absentFields();

    /** What their list holds: events or authored-too. Unset: events. */
    Optional<InteractionRows> interactionRows();

    /** visible, or after-end: two minutes after they ended. Unset: visible. */
    Optional<RunningViews> runningViews();

    /** When a viewer says who she is: same-viewer (all her views tell it), merge (she turns out to be a known one) or old-views-untouched. Unset: same-viewer. */
    Optional<Identification> identification();

    /** Whoever goes on later gets a new-view or has the old one reopened. Unset: new-view. */
    Optional<Resume> resume();

    /** Of the views that end, so many are gone on with 5 to 65 minutes later, 0 to 1. Unset: 0. */
    Optional<@DecimalMin("0") @DecimalMax("1") Double> resumeShare();

    /** What videos are found by: token-or-id or token. Unset: token-or-id. */
    Optional<VideosBy> videosBy();

    /** A deleted row is gone, or nulled. Unset: gone. */
    Optional<Deletion> deletion();

    /** Views that vanish in an hour of simulated time. Unset: 0. */
    Optional<@Min(0) @Max(3_600) Integer> deletionsPerHour();

    /** What of this is set. */
    static Quirks quirks(SwitchConfig config) {
        return Quirks.NONE
                .with(Switches.LIST_SHAPE, config.listShape())
                .with(Switches.NULL_ROWS, config.nullRows())
                .with(Switches.ORDER, config.order())
                .with(Switches.OVER_LIMIT, config.overLimit())
                .with(Switches.VIDEOS_AND_VIEWERS, config.videosAndViewers())
                .with(Switches.PAST_END, config.pastEnd())
                .with(Switches.THROTTLING, config.throttling())
                .with(Switches.CALLS_PER_MINUTE, config.callsPerMinute())
                .with(Switches.CALLS_PER_HOUR, config.callsPerHour())
                .with(Switches.DATE_TEXT, config.dateText())
                .with(Switches.ABSENT_FIELDS, config.absentFields())
                .with(Switches.INTERACTION_ROWS, config.interactionRows())
                .with(Switches.RUNNING_VIEWS, config.runningViews())
                .with(Switches.IDENTIFICATION, config.identification())
                .with(Switches.RESUME, config.resume())
                .with(Switches.RESUME_SHARE, config.resumeShare())
                .with(Switches.VIDEOS_BY, config.videosBy())
                .with(Switches.DELETION, config.deletion())
                .with(Switches.DELETIONS_PER_HOUR, config.deletionsPerHour());
    }
}
