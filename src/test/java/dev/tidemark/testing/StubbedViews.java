package dev.tidemark.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of views of a {@link MindstampStub}, newest first, page by page. */
public final class StubbedViews {
    private static final Pattern PAGE = Pattern.compile("(limit|offset)=(\\d+)");

    /** The token of the video that all of them are of. */
    public static final String VIDEO = "aVOfEGmGrZlG";

    private static final int HOURS = 3;

    private final MindstampStub mindstamp;
    private final Supplier<Instant> time;
    /** Newest first. */
    private final List<ObjectNode> rows = new CopyOnWriteArrayList<>();

    private volatile boolean oldestFirst;
    private volatile boolean whole;

    /** @param time the test's own */
    public StubbedViews(MindstampStub mindstamp, Supplier<Instant> time) {
        this.mindstamp = mindstamp;
        this.time = time;
        serve();
    }

    /** Answers with the list from now on. */
    public void serve() {
        mindstamp.on(
                "views",
                (exchange, request) ->
                        MindstampStub.json(200, page(request.query())).write(exchange, request));
        mindstamp.on(
                "views/summary",
                (exchange, request) -> MindstampStub.json(200, "{\"views\": " + rows.size() + "}")
                        .write(exchange, request));
    }

    public Instant now() {
        return time.get();
    }

    /** So many views, an hour apart, the newest of them begun at that time; {@code v1} is the oldest. */
    public void history(int count, Instant newest, int percentage) {
        for (int i = 1; i <= count; i++) {
            add("v" + i, newest.minus(Duration.ofHours(count - i)), percentage);
        }
    }

    /** Another one, newer than all. */
    public ObjectNode add(String id, Instant created, int percentage) {
        ObjectNode row = Json.object()
                .put("id", id)
                .put("video_token", VIDEO)
                .put("percentage", percentage)
                .put("created_at", created.toString())
                // Some were changed long after others that are newer: the list is not sorted by that.
                .put(
                        "updated_at",
                        created.plus(Duration.ofHours(HOURS * (rows.size() % 2)))
                                .toString());
        rows.addFirst(row);
        mindstamp.on(
                "views/" + id,
                (exchange, request) -> MindstampStub.json(200, row.toString()).write(exchange, request));
        return row;
    }

    /** The list comes the other way round from now on. */
    public void turnRound() {
        oldestFirst = !oldestFirst;
    }

    /** From now on it comes whole, whatever is asked for. */
    public void comeWhole() {
        whole = true;
    }

    public void change(String id, int percentage) {
        row(id).put("percentage", percentage).put("updated_at", now().toString());
    }

    public void remove(String id) {
        rows.remove(row(id));
        mindstamp.on("views/" + id, MindstampStub.json(404, "{\"error\": \"not found\"}"));
    }

    public ObjectNode row(String id) {
        return rows.stream()
                .filter(row -> row.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String page(String query) {
        int limit = 100;
        int offset = 0;
        Matcher parameters = PAGE.matcher(query);
        while (parameters.find()) {
            int value = Integer.parseInt(parameters.group(2));
            limit = parameters.group(1).equals("limit") ? value : limit;
            offset = parameters.group(1).equals("offset") ? value : offset;
        }
        ArrayNode page = Json.object().arrayNode();
        (oldestFirst ? rows.reversed() : rows)
                .stream()
                        .skip(whole ? 0 : offset)
                        .limit(whole ? rows.size() : limit)
                        .forEach(page::add);
        return page.toString();
    }
}
