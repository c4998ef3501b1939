package dev.tidemark.bench.memory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.bench.Listed;
import dev.tidemark.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The views of an account, newest first, as many as one likes: computed, not kept. With time some of them are watched
 * further and new ones begin, which moves the others on.
 */
final class ManyViews {
    private static final List<Integer> WATCHED = List.of(10, 40, 60, 95);
    private static final Duration BEGINS_EVERY = Duration.ofSeconds(5);
    private static final Duration GOES_ON_EVERY = Duration.ofSeconds(20);
    private static final int LIVELY = 100;
    /** A UUID's last twelve digits are the row's number, so that it is found by its id. */
    private static final int ID_PREFIX = 19;

    private final int history;
    private final Instant began;
    private final long newest;

    /** @param history how many there are at first, the newest of them an hour old */
    ManyViews(int history, Instant began) {
        this.history = history;
        this.began = began;
        Duration age = Duration.between(Listed.FIRST, began.minus(Duration.ofHours(1)));
        Duration apart = Duration.between(Listed.createdAt(0), Listed.createdAt(1));
        this.newest = age.dividedBy(apart);
    }

    long oldest() {
        return newest - history + 1;
    }

    /** As they are before time runs. */
    ObjectNode before(long number) {
        return view(number, watched(number));
    }

    /** The newest one before time runs. */
    long newestBefore() {
        return newest;
    }

    byte[] page(int limit, int offset, Instant now) {
        long first = newestAt(now) - offset;
        long last = Math.max(oldest(), first - limit + 1);
        return Listed.page(LongStream.rangeClosed(last, first)
                .mapToObj(number -> at(number, now))
                .toList());
    }

    byte[] one(String id, Instant now) {
        return Json.write(at(Long.parseLong(id.substring(id.length() - 12), 16), now));
    }

    private long newestAt(Instant now) {
        return newest + Duration.between(began, now).dividedBy(BEGINS_EVERY);
    }

    private ObjectNode at(long number, Instant now) {
        boolean goesOn = number % (number > newest - LIVELY ? 20 : 400) == 3;
        long further = goesOn ? 1 + Duration.between(began, now).dividedBy(GOES_ON_EVERY) : 0;
        return view(number, Math.toIntExact(Math.min(99, watched(number) + further)));
    }

    private static int watched(long number) {
        return WATCHED.get((int) (number % WATCHED.size()));
    }

    private static ObjectNode view(long number, int percentage) {
        ObjectNode row = Listed.view(number, percentage);
        String id = row.path("id").textValue().substring(0, ID_PREFIX);
        return row.put("id", id + "8000-%012x".formatted(number));
    }
}
