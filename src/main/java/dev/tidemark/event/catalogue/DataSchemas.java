package dev.tidemark.event.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Json;

/** Schemas of {@code data}: the counterpart of what is written. */
final class DataSchemas {
    private DataSchemas() {}

    static ObjectNode of(EventType type) {
        return switch (type) {
            case VIEW_STARTED, VIEW_REOPENED, VIEW_UPDATED, VIEW_DELETED -> ended(view());
            case VIEW_PROGRESSED -> ended(view().percentage("milestone"));
            case VIEW_COMPLETED -> ended(view().percentage("threshold"));
            case VIEW_ENDED -> ended(view().bool("completed"));
            case RESPONSE_SUBMITTED, RESPONSE_CHANGED, INTERACTION_CLICKED, INTERACTION_DELETED ->
                ended(watched("interaction", RowSchemas.interaction()));
            case QUIZ_SCORED -> ended(view().object("score", score()));
            case VIEWER_CREATED, VIEWER_UPDATED, VIEWER_DELETED -> ended(row("viewer", RowSchemas.viewer()));
            case VIEWER_IDENTIFIED -> identified();
            case VIDEO_CREATED, VIDEO_UPDATED, VIDEO_DELETED -> ended(row("video", RowSchemas.video()));
            case GROUP_CREATED, GROUP_UPDATED, GROUP_DELETED -> ended(open("group"));
            case GROUP_VIDEO_ADDED, GROUP_VIDEO_REMOVED -> ended(open("group").member("video", RowSchemas.video()));
            case SERIES_CREATED, SERIES_UPDATED, SERIES_DELETED -> ended(open("series"));
            case SERIES_VIDEO_ADDED, SERIES_VIDEO_REMOVED ->
                ended(open("series").member("video", RowSchemas.video()));
            case SERIES_COMPLETED -> ended(view().object("series", completedSeries()));
            case PLINK_CREATED, PLINK_STATUS_CHANGED -> ended(open("plink"));
            case PLINK_FIRST_VIEWED -> ended(view().object("plink", new SchemaObject().text("id")));
            case ACCESS_LIST_CREATED, ACCESS_LIST_DELETED -> ended(open("access_list"));
            case ACCESS_LIST_ENTRY_ADDED, ACCESS_LIST_ENTRY_REMOVED ->
                ended(open("access_list").member("entry", RowSchemas.entry()));
            case SOURCE_THROTTLED, SOURCE_LAGGING, SOURCE_UNAUTHORIZED, SOURCE_RECOVERED, SOURCE_SCHEMA_CHANGED ->
                source();
            case SUBSCRIPTION_FAILING -> advised(callback().count("failures"));
            case SUBSCRIPTION_DISABLED -> advised(callback().count("held"));
            case SUBSCRIPTION_RECOVERED -> advised(callback().time("failing_since"));
            case DELIVERY_EXHAUSTED -> advised(exhausted());
        };
    }

    private static SchemaObject view() {
        return watched("view", RowSchemas.view());
    }

    /** A row that tells who watched what. */
    private static SchemaObject watched(String name, ObjectNode row) {
        return row(name, row)
                .object("viewer", new SchemaObject().textOrNull("id", "name", "email", "phone", "custom_id"))
                .object("video", new SchemaObject().textOrNull("id", "token", "title"));
    }

    private static SchemaObject open(String name) {
        return row(name, RowSchemas.open());
    }

    private static SchemaObject row(String name, ObjectNode row) {
        return new SchemaObject().member(name, row);
    }

    private static ObjectNode ended(SchemaObject data) {
        return data.member("change", change())
                .bool("backfill")
                .object("observed", observed())
                .time("detected_at")
                .json();
    }

    /** Seen first in a view, an interaction or the viewer itself, and the row of one of them is told. */
    private static ObjectNode identified() {
        ObjectNode data = ended(new SchemaObject()
                .object(
                        "identified",
                        new SchemaObject().oneOf("by", "email", "custom_id").text("value")));
        ObjectNode viewer = row("viewer", RowSchemas.viewer()).json();
        viewer.withObject("/properties")
                .put("view", false)
                .put("interaction", false)
                .put("video", false);
        data.putArray("oneOf")
                .add(view().json())
                .add(watched("interaction", RowSchemas.interaction()).json())
                .add(viewer);
        return data;
    }

    private static SchemaObject score() {
        return new SchemaObject()
                .count("right")
                .count("wrong")
                .count("answered")
                .percentageOrNull("percentage");
    }

    private static SchemaObject completedSeries() {
        return new SchemaObject().text("id").textOrNull("name").count("videos");
    }

    private static ObjectNode change() {
        ObjectNode change = Json.object()
                .put("type", "object")
                .put("description", "each known field that differs from the state known before");
        return change.set(
                "additionalProperties",
                new SchemaObject()
                        .member("from", Json.object())
                        .member("to", Json.object())
                        .json());
    }

    private static SchemaObject observed() {
        return SchemaObject.described("the provable window of the change: after unchanged_at, not after changed_at")
                .timeOrNull("unchanged_at")
                .time("changed_at");
    }

    private static ObjectNode source() {
        return advised(new SchemaObject().text("account").textOrNull("stream"));
    }

    private static SchemaObject callback() {
        return new SchemaObject()
                .object("subscription", new SchemaObject().text("id").textOrNull("name", "host"));
    }

    private static SchemaObject exhausted() {
        return callback()
                .text("delivery")
                .object("event", new SchemaObject().text("id").text("type").text("subject"))
                .count("attempts")
                .object("last", new SchemaObject().countOrNull("status").text("error"));
    }

    private static ObjectNode advised(SchemaObject data) {
        return data.text("reason")
                .text("advice")
                .time("since")
                .time("detected_at")
                .json();
    }
}
