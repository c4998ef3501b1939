package dev.tidemark.poll.progress;

import dev.tidemark.change.RowKeys;
import dev.tidemark.change.StreamName;
import dev.tidemark.poll.list.Certificate;
import dev.tidemark.poll.list.Cursor;
import dev.tidemark.poll.list.Placed;
import dev.tidemark.poll.state.StreamState;
import dev.tidemark.poll.state.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Streams somewhere on their way, for tests of what people are told of them. */
public final class Streams {
    public static final Instant BEGAN = Instant.parse("2026-03-01T10:00:00Z");

    private Streams() {}

    /** Never looked at. */
    public static StreamState fresh() {
        return StreamState.begin("acme", StreamName.VIEWS, BEGAN);
    }

    /** Its list comes newest first, a hundred rows a page, and its first walk has read so many pages. */
    public static StreamState learning(int pages) {
        return under(fresh().certified(newestFirst()), pages);
    }

    /** The same, on a later walk. */
    public static StreamState live(int pages) {
        StreamState learned = learning(1).sweptWhole(BEGAN);
        return pages == 0 ? learned : under(learned, pages);
    }

    /** Its list comes in another order each time. */
    public static StreamState unordered(int pages) {
        return under(fresh().certified(newestFirst().unstable(BEGAN)), pages);
    }

    private static StreamState under(StreamState state, int pages) {
        Sweep sweep = Sweep.NONE.begun(BEGAN);
        for (int i = 0; i < pages; i++) {
            sweep = sweep.at(Cursor.START);
        }
        return state.swept(sweep);
    }

    private static Certificate newestFirst() {
        List<Placed> rows = IntStream.range(0, 100)
                .mapToObj(i -> new Placed(
                        "v" + i,
                        new RowKeys(
                                BEGAN.minusSeconds(i).toString(),
                                BEGAN.minus(Duration.ofDays(i % 7)).toString())))
                .toList();
        return Certificate.none(BEGAN).with(rows, 100, BEGAN);
    }
}
