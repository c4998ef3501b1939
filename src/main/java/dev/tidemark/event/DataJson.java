package dev.tidemark.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes {@code data} of the canonical document; the order of its members is part of what receivers get. */
final class DataJson {
    private DataJson() {}

    static ObjectNode of(EventData data) {
        return switch (data) {
            case EventData.OfRow row -> ofRow(row);
            case EventData.OfCallback callback -> ofCallback(callback);
            case EventData.Source source -> ofSource(source);
        };
    }

    private static ObjectNode ofRow(EventData.OfRow data) {
        RowFacts facts = data.facts();
        ObjectNode json = Json.object();
        json.set(facts.name(), facts.row());
        viewer(json, facts.viewer());
        video(json, facts.video());
        ObjectNode change = json.putObject("change");
        facts.change()
                .forEach((field, values) -> change.putObject(field)
                        .<ObjectNode>set("from", values.from())
                        .set("to", values.to()));
        extras(json, data);
        json.put("backfill", facts.backfill());
        json.putObject("observed")
                .put("unchanged_at", text(facts.unchangedAt()))
                .put("changed_at", facts.changedAt().toString());
        return json.put("detected_at", facts.changedAt().toString());
    }

    /** What a type tells beyond the facts of the row. */
    private static void extras(ObjectNode json, EventData.OfRow data) {
        switch (data) {
            case EventData.Plain _ -> {}
            case EventData.ViewProgressed progressed -> json.put("milestone", progressed.milestone());
            case EventData.ViewCompleted completed -> json.put("threshold", completed.threshold());
            case EventData.ViewEnded ended -> json.put("completed", ended.completed());
            case EventData.QuizScored quiz ->
                json.putObject("score")
                        .put("right", quiz.right())
                        .put("wrong", quiz.wrong())
                        .put("answered", quiz.answered())
                        .put("percentage", quiz.percentage());
            case EventData.ViewerIdentified identified ->
                json.putObject("identified").put("by", identified.by()).put("value", identified.value());
            case EventData.SeriesCompleted series ->
                json.putObject("series")
                        .put("id", series.seriesId())
                        .put("name", series.seriesName())
                        .put("videos", series.videos());
            case EventData.PlinkFirstViewed viewed -> json.putObject("plink").put("id", viewed.plinkId());
            case EventData.MemberChanged changed -> json.set(memberName(changed.type()), changed.member());
        }
    }

    private static String memberName(EventType type) {
        return EventPayload.of(type) == EventPayload.ENTRY_MEMBER ? "entry" : "video";
    }

    private static void viewer(ObjectNode json, RowFacts.@Nullable Viewer viewer) {
        if (viewer != null) {
            json.putObject("viewer")
                    .put("id", viewer.id())
                    .put("name", viewer.name())
                    .put("email", viewer.email())
                    .put("phone", viewer.phone())
                    .put("custom_id", viewer.customId());
        }
    }

    private static void video(ObjectNode json, RowFacts.@Nullable Video video) {
        if (video != null) {
            json.putObject("video")
                    .put("id", video.id())
                    .put("token", video.token())
                    .put("title", video.title());
        }
    }

    private static ObjectNode ofCallback(EventData.OfCallback data) {
        CallbackFacts facts = data.facts();
        ObjectNode json = Json.object();
        json.putObject("subscription")
                .put("id", facts.subscription())
                .put("name", facts.name())
                .put("host", facts.host());
        switch (data) {
            case EventData.SubscriptionFailing failing -> json.put("failures", failing.failures());
            case EventData.SubscriptionDisabled disabled -> json.put("held", disabled.held());
            case EventData.SubscriptionRecovered recovered ->
                json.put("failing_since", recovered.failingSince().toString());
            case EventData.DeliveryExhausted exhausted -> exhausted(json, exhausted);
        }
        return json.put("reason", facts.reason())
                .put("advice", facts.advice())
                .put("since", facts.since().toString())
                .put("detected_at", facts.detectedAt().toString());
    }

    private static void exhausted(ObjectNode json, EventData.DeliveryExhausted exhausted) {
        json.put("delivery", exhausted.delivery());
        json.putObject("event")
                .put("id", exhausted.event().id())
                .put("type", exhausted.event().type())
                .put("subject", exhausted.event().subject());
        json.put("attempts", exhausted.attempts());
        json.putObject("last").put("status", exhausted.status()).put("error", exhausted.error());
    }

    private static ObjectNode ofSource(EventData.Source source) {
        return Json.object()
                .put("account", source.account())
                .put("stream", source.stream())
                .put("reason", source.reason())
                .put("advice", source.advice())
                .put("since", source.since().toString())
                .put("detected_at", source.detectedAt().toString());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
