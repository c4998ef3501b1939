package dev.tidemark.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.row.Seed;
import dev.tidemark.sandbox.row.Times;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Rows as Mindstamp lists them, by their number: fields, their order and their writing are the sandbox's, with the longer
 * names, links and variables of a real account, some 1.5 kB each.
 */
public final class Listed {
    public static final Instant FIRST = Instant.parse("2025-11-03T07:12:05.318Z");

    private static final Seed SEED = new Seed(17, FIRST);
    private static final int SECONDS_APART = 23;
    private static final int VIDEOS = 40;
    private static final int VIDEO_SECONDS = 420;
    private static final List<String> ANSWERS = List.of(
            "A. Report it to the shift supervisor at once",
            "B. Finish the batch first, then write it down",
            "C. Switch the line off at the red button",
            "D. All of the above, in this order");
    private static final String OWNER = SEED.uuid("owner", 1);

    private Listed() {}

    /** The body of a list, newest first, as they come. */
    public static byte[] page(List<ObjectNode> rows) {
        ArrayNode page = Json.object().arrayNode(rows.size());
        rows.reversed().forEach(page::add);
        return Json.write(page);
    }

    public static Instant createdAt(long number) {
        return FIRST.plusSeconds(number * SECONDS_APART);
    }

    /** A view that got so far; its last change lies further back the less was watched. */
    public static ObjectNode view(long number, int percentage) {
        Random random = SEED.random("view", number);
        long video = random.nextInt(VIDEOS);
        int watched = VIDEO_SECONDS * percentage / 100;
        Instant createdAt = createdAt(number);
        Instant updatedAt = createdAt.plusSeconds(watched + 3L);
        ObjectNode row = Json.object()
                .put("id", SEED.uuid("view", number))
                .put("owner_id", OWNER)
                .put("video_id", SEED.uuid("video", video))
                .put("video_token", SEED.token(video))
                .put("video_title", title(video))
                .put("started", Times.odd(createdAt))
                .put("finished", Times.odd(updatedAt))
                .put("elapsed", watched + 3)
                .put("watched", watched)
                .put("percentage", percentage)
                .put("last_point", watched)
                .put("furthest_point", watched);
        viewer(row.put("viewer_id", viewerId(number)), number);
        row.put("interaction_count", percentage / 20)
                .put("city", "Frankfurt am Main")
                .put("region", "Hesse")
                .put("country", "Germany")
                .put("flag", "🇩🇪")
                .put("url", url(video, number))
                .put("browser", "Chrome 13" + random.nextInt(10))
                .put("screen_width", "1792")
                .put("screen_height", "980")
                .put("participation", percentage)
                .put("correctness", 50)
                .put("plink_id", SEED.uuid("plink", random.nextInt(VIDEOS)))
                .put("tag1", "onboarding")
                .put("tag2", "safety-2025");
        for (String unset : List.of("tag3", "tag4", "tag5", "group_id")) {
            row.putNull(unset);
        }
        row.put("video_owner_id", OWNER).put("export_count", 0);
        variables(row, number);
        return row.put("created_at", Times.iso(createdAt)).put("updated_at", Times.iso(updatedAt));
    }

    /** What a viewer answered to a question. */
    public static ObjectNode interaction(long number, int answer, Instant updatedAt) {
        long video = SEED.random("interaction", number).nextInt(VIDEOS);
        ObjectNode row = Json.object()
                .put("id", SEED.uuid("interaction", number))
                .put("video_title", title(video))
                .put("type_of", "click")
                .put("value", ANSWERS.get(answer))
                .put("time", 100)
                .put("finish", 108)
                .put("parent_id", SEED.uuid("item", video))
                .put("parent_type", "question")
                .put("parent_value", "What do you do first when the pressure rises above the red mark?")
                .put("click_action", "")
                .put("click_value", "www.example.org/handbook/pressure");
        viewer(row, number);
        row.put("style", "multiple");
        ANSWERS.forEach(row.putArray("answers")::add);
        row.put("correct_answer", ANSWERS.getLast())
                .put("correct", answer == ANSWERS.size() - 1)
                .put("view_id", SEED.uuid("view", number))
                .put("video_id", SEED.uuid("video", video))
                .put("viewer_id", viewerId(number))
                .put("url", url(video, number))
                .putNull("group_id")
                .put("video_owner_id", OWNER)
                .put("export_count", 0);
        variables(row, number);
        return row.put("created_at", Times.iso(createdAt(number))).put("updated_at", Times.iso(updatedAt));
    }

    /** Somebody who watches. */
    public static ObjectNode viewer(long person) {
        Instant createdAt = createdAt(person * 3);
        return Json.object()
                .put("id", SEED.uuid("viewer", person))
                .put("name", "Annemarie Müller-Lüdenscheidt " + person)
                .put("email", "annemarie.mueller" + person + "@customer.example.org")
                .put("phone", "(321) 123-4567")
                .put("owner_id", OWNER)
                .putNull("user_id")
                .put("custom_id", "crm-" + (100_000 + person))
                .put("created_at", Times.iso(createdAt))
                .put("updated_at", Times.iso(createdAt));
    }

    private static String viewerId(long number) {
        return SEED.uuid("viewer", number / 3);
    }

    private static void viewer(ObjectNode row, long number) {
        long person = number / 3;
        row.put("viewer_name", "Annemarie Müller-Lüdenscheidt " + person)
                .put("viewer_email", "annemarie.mueller" + person + "@customer.example.org")
                .put("viewer_phone", "(321) 123-4567")
                .put("viewer_custom_id", "crm-" + (100_000 + person));
    }

    private static void variables(ObjectNode row, long number) {
        row.putObject("variables")
                .put("fullscreen", "1")
                .put("pScore", "2")
                .put("department", "Plant operations, night shift")
                .put("campaign", "autumn-refresher-" + number % 7);
    }

    private static String title(long video) {
        return "Safety at the press line, part " + video + ": what to do when the pressure rises";
    }

    private static String url(long video, long number) {
        return "https://myinteractive.video/w/" + SEED.token(video)
                + "?utm_source=newsletter&utm_medium=email&utm_campaign=autumn-refresher&custom_id=crm-" + number / 3;
    }
}
