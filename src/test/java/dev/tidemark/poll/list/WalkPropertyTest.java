package dev.tidemark.poll.list;

import static dev.tidemark.poll.list.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random lists that change between any two pages: whatever was there all the time is read. */
class WalkPropertyTest {
    private static final int LISTS = 400;
    /** Then the list stands still, so that its end can be reached. */
    private static final int LIVELY_CALLS = 40;

    private static final int MOST_CALLS = 200;

    /** One walk over a list of its own. */
    private record Trip(MovingList list, int limit, Reading reading, Set<String> read) {
        Trip end(Random random) {
            int restless = 1 + random.nextInt(6);
            while (!reading.walk().isDone() && reading.walk().calls() < MOST_CALLS) {
                List<Placed> page = list.page(reading.walk().offset(), limit);
                read.addAll(ids(page));
                reading.take(page);
                if (reading.walk().calls() < LIVELY_CALLS) {
                    list.change(random.nextInt(restless));
                }
            }
            return this;
        }

        String verdict() {
            Set<String> missed = new HashSet<>(list.still());
            missed.removeAll(read);
            return (reading.walk().isAtEnd() ? "" : "never ends ") + (missed.isEmpty() ? "" : "misses " + missed);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "UNORDERED", mode = EnumSource.Mode.EXCLUDE)
    void a_walk_reads_every_row_that_is_there_all_the_time(ListOrder order) {
        assertThat(failed(seed -> {
                    Random random = random(seed, order);
                    MovingList list = new MovingList(order, random);
                    Reading reading = Reading.of(Walk.fromHead(NOW, ""));
                    return new Trip(list, limit(random), reading, new HashSet<>()).end(random);
                }))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"UPDATED_DESC", "CREATED_DESC", "CREATED_ASC"})
    void a_walk_that_goes_on_later_reads_every_row_after_its_cursor_wherever_that_is_now(ListOrder order) {
        assertThat(failed(seed -> {
                    Random random = random(seed, order);
                    MovingList list = new MovingList(order, random);
                    int limit = limit(random);
                    Certificate known = learned(list, limit);
                    List<Placed> before = list.page(0, 1 + random.nextInt(list.size()));
                    Cursor cursor = Cursor.START.after(known.order(), before);
                    list.change(random.nextInt(100));
                    Reading reading = new Reading(Walk.from(NOW, cursor, random.nextInt(300)), known);
                    return new Trip(list, limit, reading, new HashSet<>(ids(before))).end(random);
                }))
                .isEmpty();
    }

    private static List<String> failed(IntFunction<Trip> ended) {
        return IntStream.range(0, LISTS)
                .mapToObj(seed -> seed + ": " + ended.apply(seed).verdict())
                .filter(verdict -> !verdict.endsWith(": "))
                .toList();
    }

    private static Random random(int seed, ListOrder order) {
        return new Random(seed * 1_000_003L + order.ordinal());
    }

    private static int limit(Random random) {
        return 10 + random.nextInt(16);
    }

    private static Certificate learned(MovingList list, int limit) {
        Reading reading = Reading.of(Walk.fromHead(NOW, ""));
        for (int offset = 0; offset < list.size(); offset += limit - 1) {
            reading.take(list.page(offset, limit));
        }
        return reading.certificate();
    }

    private static Set<String> ids(List<Placed> rows) {
        return rows.stream().map(Placed::id).collect(Collectors.toSet());
    }
}
