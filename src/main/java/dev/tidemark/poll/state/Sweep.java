package dev.tidemark.poll.state;

import dev.tidemark.poll.list.Cursor;
import java.time.Instant;
import java.util.Optional;

/**
 * The walk round a whole list that never ends: where it is now. The first round learns the list (backfill); later ones
 * find what nothing else found.
 *
 * @param cursor the last row read; it goes on there, also in another process
 * @param beganAt when the running round began; empty between two rounds
 * @param telling what is told of what this round finds
 * @param pages calls of the running round
 */
public record Sweep(Cursor cursor, Optional<Instant> beganAt, Telling telling, int pages) {
    public static final Sweep NONE = new Sweep(Cursor.START, Optional.empty(), Telling.NEWS, 0);

    public boolean isRunning() {
        return beganAt.isPresent();
    }

    public Sweep begun(Instant now) {
        return new Sweep(Cursor.START, Optional.of(now), telling, 0);
    }

    public Sweep at(Cursor further) {
        return new Sweep(further, beganAt, telling, pages + 1);
    }

    public Sweep told(Telling other) {
        return new Sweep(cursor, beganAt, other, pages);
    }
}
