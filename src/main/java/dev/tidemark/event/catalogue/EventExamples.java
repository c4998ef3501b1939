package dev.tidemark.event.catalogue;

import static dev.tidemark.event.catalogue.ExampleFacts.appeared;
import static dev.tidemark.event.catalogue.ExampleFacts.asBefore;
import static dev.tidemark.event.catalogue.ExampleFacts.changed;
import static dev.tidemark.event.catalogue.ExampleFacts.grown;
import static dev.tidemark.event.catalogue.ExampleFacts.quizEnded;
import static dev.tidemark.event.catalogue.ExampleFacts.viewAsBefore;
import static dev.tidemark.event.catalogue.ExampleFacts.viewIdentified;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventId;
import dev.tidemark.event.EventType;
import dev.tidemark.event.RowFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One made-up change per type: what a receiver may expect. */
final class EventExamples {
    private static final String ACCOUNT = "default";
    private static final Instant STARTED = Instant.parse("2026-01-01T05:12:32Z");
    private static final Instant CHANGED = Instant.parse("2026-01-01T05:15:24Z");

    private EventExamples() {}

    static ChangeEvent event(EventType type) {
        String rowId = rowId(type);
        return new ChangeEvent(
                EventId.of(ACCOUNT, type.stream(), rowId, type, "example"),
                ACCOUNT,
                type.stream() + "/" + rowId,
                type.stream().equals("interactions") ? ExampleRows.VIEW : rowId,
                type == EventType.VIEW_STARTED ? STARTED : CHANGED,
                data(type));
    }

    private static String rowId(EventType type) {
        return switch (type.stream()) {
            case "views" -> ExampleRows.VIEW;
            case "interactions" -> ExampleRows.INTERACTION;
            case "viewers" -> ExampleRows.VIEWER;
            case "videos" -> ExampleRows.VIDEO;
            case "groups" -> ExampleRows.GROUP;
            case "series" -> ExampleRows.SERIES;
            case "plink" -> ExampleRows.PLINK;
            case "accessLists" -> ExampleRows.ACCESS_LIST;
            case "accounts" -> ACCOUNT;
            case "subscriptions" -> ExampleCallbacks.SUBSCRIPTION;
            default -> throw new IllegalArgumentException("no example row of " + type.stream());
        };
    }

    private static EventData data(EventType type) {
        return switch (type) {
            case VIEW_STARTED -> plain(type, appeared("view", ExampleRows.view(4)));
            case VIEW_PROGRESSED -> new EventData.ViewProgressed(grown(25, 60), 50);
            case VIEW_COMPLETED -> new EventData.ViewCompleted(grown(60, 95), 90);
            case VIEW_ENDED -> new EventData.ViewEnded(viewAsBefore(), true);
            case VIEW_REOPENED -> plain(type, grown(60, 95));
            case VIEW_UPDATED -> plain(type, viewIdentified());
            case VIEW_DELETED -> plain(type, viewAsBefore());
            case RESPONSE_SUBMITTED -> plain(type, appeared("interaction", ExampleRows.answer(true)));
            case RESPONSE_CHANGED ->
                plain(type, changed("interaction", ExampleRows.answer(false), ExampleRows.answer(true)));
            case INTERACTION_CLICKED -> plain(type, appeared("interaction", ExampleRows.click()));
            case INTERACTION_DELETED -> plain(type, asBefore("interaction", ExampleRows.click()));
            case QUIZ_SCORED -> new EventData.QuizScored(quizEnded(), 4, 1, 6, 80);
            case VIEWER_CREATED -> plain(type, appeared("viewer", ExampleRows.viewer("John Doe")));
            case VIEWER_UPDATED ->
                plain(type, changed("viewer", ExampleRows.viewer("John"), ExampleRows.viewer("John Doe")));
            case VIEWER_DELETED -> plain(type, asBefore("viewer", ExampleRows.viewer("John Doe")));
            case VIEWER_IDENTIFIED -> new EventData.ViewerIdentified(viewIdentified(), "email", "john.doe@example.com");
            case VIDEO_CREATED -> plain(type, appeared("video", ExampleRows.video("My video")));
            case VIDEO_UPDATED ->
                plain(type, changed("video", ExampleRows.video("My video"), ExampleRows.video("Welcome")));
            case VIDEO_DELETED -> plain(type, asBefore("video", ExampleRows.video("Welcome")));
            case GROUP_CREATED -> plain(type, appeared("group", ExampleRows.group("Onboarding")));
            case GROUP_UPDATED ->
                plain(type, changed("group", ExampleRows.group("Newcomers"), ExampleRows.group("Onboarding")));
            case GROUP_DELETED -> plain(type, asBefore("group", ExampleRows.group("Onboarding")));
            case SERIES_CREATED -> plain(type, appeared("series", ExampleRows.series("First week")));
            case SERIES_UPDATED ->
                plain(type, changed("series", ExampleRows.series("Week 1"), ExampleRows.series("First week")));
            case SERIES_DELETED -> plain(type, asBefore("series", ExampleRows.series("First week")));
            case SERIES_COMPLETED -> new EventData.SeriesCompleted(grown(60, 95), ExampleRows.SERIES, "First week", 3);
            case PLINK_CREATED -> plain(type, appeared("plink", ExampleRows.plink("active")));
            case PLINK_STATUS_CHANGED ->
                plain(type, changed("plink", ExampleRows.plink("active"), ExampleRows.plink("inactive")));
            case PLINK_FIRST_VIEWED ->
                new EventData.PlinkFirstViewed(
                        appeared("view", ExampleRows.view(4).put("plink_id", ExampleRows.PLINK)), ExampleRows.PLINK);
            case ACCESS_LIST_CREATED -> plain(type, appeared("access_list", ExampleRows.accessList()));
            case ACCESS_LIST_DELETED -> plain(type, asBefore("access_list", ExampleRows.accessList()));
            case GROUP_VIDEO_ADDED, GROUP_VIDEO_REMOVED ->
                member(type, asBefore("group", ExampleRows.group("Onboarding")), ExampleRows.video("Welcome"));
            case SERIES_VIDEO_ADDED, SERIES_VIDEO_REMOVED ->
                member(type, asBefore("series", ExampleRows.series("First week")), ExampleRows.video("Welcome"));
            case ACCESS_LIST_ENTRY_ADDED, ACCESS_LIST_ENTRY_REMOVED ->
                member(type, asBefore("access_list", ExampleRows.accessList()), ExampleRows.entry());
            case SOURCE_THROTTLED ->
                source(type, null, "503 to every call for 5 minutes", "Nothing: polling waits and goes on by itself");
            case SOURCE_LAGGING ->
                source(type, "views", "Views are known 12 minutes late", "Give the account a larger call budget");
            case SOURCE_UNAUTHORIZED ->
                source(type, null, "401: the token is refused", "Enter a new token for the account");
            case SOURCE_RECOVERED ->
                source(type, null, "Calls are answered again", "Nothing: what was missed is read now");
            case SOURCE_SCHEMA_CHANGED ->
                source(type, "views", "A field not seen before: mood", "Nothing: the field is passed through");
            case SUBSCRIPTION_FAILING -> ExampleCallbacks.failing();
            case SUBSCRIPTION_DISABLED -> ExampleCallbacks.disabled();
            case SUBSCRIPTION_RECOVERED -> ExampleCallbacks.recovered();
            case DELIVERY_EXHAUSTED -> ExampleCallbacks.exhausted();
        };
    }

    private static EventData plain(EventType type, RowFacts facts) {
        return new EventData.Plain(type, facts);
    }

    private static EventData member(EventType type, RowFacts facts, ObjectNode member) {
        return new EventData.MemberChanged(type, facts, member);
    }

    private static EventData source(EventType type, @Nullable String stream, String reason, String advice) {
        return new EventData.Source(type, ACCOUNT, stream, reason, advice, STARTED, CHANGED);
    }
}
