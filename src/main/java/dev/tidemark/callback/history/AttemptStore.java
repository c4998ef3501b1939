package dev.tidemark.callback.history;

import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Old rows of {@code delivery_attempt}, found through their deliveries: no index by time has to be kept. */
@ApplicationScoped
class AttemptStore {
    private final Sql sql;

    AttemptStore(Sql sql) {
        this.sql = sql;
    }

    /** A delivery, in the order of the events in the log. */
    record Place(long sequence, long delivery) {
        static final Place START = new Place(-1, -1);
    }

    /** The next deliveries of events before the end. */
    List<Place> deliveriesAfter(Place place, long end, int most) {
        return sql.query(
                """
                select event_sequence, id from delivery
                where event_sequence >= ? and event_sequence < ? and (event_sequence > ? or id > ?)
                order by event_sequence, id fetch first ? rows only""",
                row -> new Place(row.getLong("event_sequence"), row.getLong("id")),
                place.sequence(),
                end,
                place.sequence(),
                place.delivery(),
                most);
    }

    /** @return how many were made before this time, and are gone now */
    int remove(List<Long> deliveries, Instant before) {
        return deliveries.isEmpty()
                ? 0
                : sql.update(
                        "delete from delivery_attempt where delivery_id = any(?) and started_at < ?",
                        deliveries,
                        before);
    }
}
