package dev.tidemark.callback.format.slack;

import static dev.tidemark.callback.format.slack.Kind.Detail.ADVICE;
import static dev.tidemark.callback.format.slack.Kind.Detail.ANSWER;
import static dev.tidemark.callback.format.slack.Kind.Detail.CHANGES;
import static dev.tidemark.callback.format.slack.Kind.Detail.CLICK;
import static dev.tidemark.callback.format.slack.Kind.Detail.NONE;
import static dev.tidemark.callback.format.slack.Kind.Detail.PROGRESS;
import static dev.tidemark.callback.format.slack.Kind.Detail.SCORE;

/** Each type of events in a salesperson's words, by its short name: a stored event may be of another version's type. */
final class Kinds {
    private Kinds() {}

    static Kind of(String type, Phrases p) {
        return ofViewing(type, p);
    }

    private static Kind ofViewing(String type, Phrases p) {
        String who = p.who();
        String video = p.video();
        return switch (type) {
            case "ViewStarted" -> new Kind("▶️", "Video started", NONE, who + " started watching " + video);
            case "ViewProgressed" ->
                new Kind("⏩", "Video watched further", PROGRESS, who + " reached " + p.milestone() + " of " + video);
            case "ViewCompleted" -> new Kind("✅", "Video completed", PROGRESS, who + " completed " + video);
            case "ViewEnded" ->
                new Kind("🏁", "Viewing ended", PROGRESS, who + (p.completed() ? " finished " : " left ") + video);
            case "ViewReopened" -> new Kind("🔁", "Viewer came back", PROGRESS, who + " came back to " + video);
            case "ViewUpdated" -> new Kind("✏️", "Viewing updated", CHANGES, viewing(p) + " changed");
            case "ViewDeleted" -> new Kind("🗑️", "Viewing deleted", NONE, viewing(p) + " is gone");
            case "ResponseSubmitted" ->
                new Kind("💬", "Question answered", ANSWER, who + " answered a question in " + video);
            case "ResponseChanged" -> new Kind("💬", "Answer changed", ANSWER, who + " changed an answer in " + video);
            case "InteractionClicked" ->
                new Kind("👆", "Clicked", CLICK, who + " clicked " + p.clicked() + " in " + video);
            case "InteractionDeleted" ->
                new Kind("🗑️", "Interaction deleted", NONE, "What " + who + " did in " + video + " is gone");
            case "QuizScored" -> new Kind("🎯", "Quiz scored", SCORE, who + " scored " + p.score() + " in " + video);
            case "ViewerCreated" -> new Kind("👤", "New viewer", NONE, who + " is a new viewer");
            case "ViewerUpdated" -> new Kind("👤", "Viewer updated", CHANGES, "What is known of " + who + " changed");
            case "ViewerDeleted" -> new Kind("🗑️", "Viewer deleted", NONE, "What is known of " + who + " is gone");
            case "ViewerIdentified" ->
                new Kind("🔎", "Viewer identified", NONE, "A viewer is now known as " + p.identified());
            default -> ofThings(type, p);
        };
    }

    private static String viewing(Phrases p) {
        return "What is known of " + p.who() + " watching " + p.video();
    }

    private static Kind ofThings(String type, Phrases p) {
        String video = p.video();
        String group = p.the("group", "group");
        String series = p.the("series", "series");
        return switch (type) {
            case "VideoCreated" -> new Kind("🎬", "New video", NONE, video + " was created");
            case "VideoUpdated" -> new Kind("🎬", "Video updated", CHANGES, video + " was changed");
            case "VideoDeleted" -> new Kind("🗑️", "Video deleted", NONE, video + " is gone");
            case "GroupCreated" -> new Kind("📁", "New group", NONE, group + " was created");
            case "GroupUpdated" -> new Kind("📁", "Group updated", CHANGES, group + " was changed");
            case "GroupDeleted" -> new Kind("🗑️", "Group deleted", NONE, group + " is gone");
            case "GroupVideoAdded" -> new Kind("➕", "Video added", NONE, video + " was added to " + group);
            case "GroupVideoRemoved" -> new Kind("➖", "Video removed", NONE, video + " was removed from " + group);
            case "SeriesCreated" -> new Kind("📚", "New series", NONE, series + " was created");
            case "SeriesUpdated" -> new Kind("📚", "Series updated", CHANGES, series + " was changed");
            case "SeriesDeleted" -> new Kind("🗑️", "Series deleted", NONE, series + " is gone");
            case "SeriesVideoAdded" -> new Kind("➕", "Video added", NONE, video + " was added to " + series);
            case "SeriesVideoRemoved" -> new Kind("➖", "Video removed", NONE, video + " was removed from " + series);
            case "SeriesCompleted" ->
                new Kind("🏆", "Series completed", NONE, p.who() + " completed all videos of " + series);
            default -> ofAccess(type, p);
        };
    }

    private static Kind ofAccess(String type, Phrases p) {
        String plink = p.the("P-Link", "plink");
        String list = p.the("access list", "access_list");
        return switch (type) {
            case "PlinkCreated" -> new Kind("🔗", "New P-Link", NONE, plink + " was created");
            case "PlinkStatusChanged" -> new Kind("🔗", "P-Link changed", CHANGES, plink + " is now " + p.status());
            case "PlinkFirstViewed" ->
                new Kind("🔗", "P-Link used", NONE, p.who() + " is first to watch " + p.video() + " through " + plink);
            case "AccessListCreated" -> new Kind("🔑", "New access list", NONE, list + " was created");
            case "AccessListDeleted" -> new Kind("🗑️", "Access list deleted", NONE, list + " is gone");
            case "AccessListEntryAdded" -> new Kind("🔑", "Access given", NONE, p.entry() + " was added to " + list);
            case "AccessListEntryRemoved" ->
                new Kind("🔑", "Access taken", NONE, p.entry() + " was removed from " + list);
            default -> ofOperations(type, p);
        };
    }

    private static Kind ofOperations(String type, Phrases p) {
        String account = p.account();
        String subscription = p.subscription();
        return switch (type) {
            case "SourceThrottled" ->
                new Kind("🐢", "Mindstamp turns calls away", ADVICE, "Polling " + account + " waits for Mindstamp");
            case "SourceLagging" -> new Kind("⏳", "News come late", ADVICE, "News of " + account + " come late");
            case "SourceUnauthorized" ->
                new Kind("⛔", "Token refused", ADVICE, "Mindstamp refuses the token of " + account);
            case "SourceRecovered" ->
                new Kind("💚", "Polling works again", ADVICE, "Polling " + account + " works again");
            case "SourceSchemaChanged" ->
                new Kind("🧩", "Rows look different", ADVICE, "Rows of " + account + " have a shape not seen before");
            case "SubscriptionFailing" ->
                new Kind("⚠️", "Callback failing", ADVICE, "Deliveries to " + subscription + " fail");
            case "SubscriptionDisabled" -> new Kind("⛔", "Callback disabled", ADVICE, subscription + " was disabled");
            case "SubscriptionRecovered" ->
                new Kind("💚", "Callback works again", ADVICE, subscription + " works again");
            case "DeliveryExhausted" ->
                new Kind("⚠️", "Delivery given up", ADVICE, "A delivery to " + subscription + " was given up");
            default -> new Kind("🔔", "Something happened", NONE, "An event of the type " + p.type());
        };
    }
}
