package dev.tidemark.change.detector;

import dev.tidemark.change.Observation;
import dev.tidemark.change.StreamName;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What an event is about.
 *
 * @param key events with the same key keep their order (contract §4)
 */
record Subject(StreamName stream, String rowId, String key) {
    /** Of its own key. */
    Subject(StreamName stream, String rowId) {
        this(stream, rowId, rowId);
    }

    /**
     * @param happening what tells this event of the row from its others, see {@link EventId#of}
     * @param time the source's best time for it
     */
    ChangeEvent event(String happening, EventData data, Optional<Instant> time, Observation observation) {
        return new ChangeEvent(
                EventId.of(observation.account(), stream.text(), rowId, data.type(), happening),
                observation.account(),
                stream.text() + "/" + rowId,
                key,
                time.filter(sourceTime -> isPlausible(sourceTime, observation.now()))
                        .orElse(observation.now()),
                data);
    }

    /** A clock may be wrong by a day; a date beyond that is nonsense, and no database takes the year 300000. */
    private static boolean isPlausible(Instant time, Instant now) {
        return time.isAfter(Instant.EPOCH) && time.isBefore(now.plus(1, ChronoUnit.DAYS));
    }
}
