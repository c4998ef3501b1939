package dev.tidemark.simulation;

import dev.tidemark.change.ChangeSet;
import dev.tidemark.change.RowState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Rows that remember when each of their states came to be known. */
final class SightedRows extends MemoryRows {
    private final Map<String, List<Sighting>> sightings = new HashMap<>();

    private record Sighting(RowState state, Instant at) {}

    @Override
    public void store(Of of, ChangeSet changes, Instant now) {
        super.store(of, changes, now);
        Stream.concat(changes.created().stream(), changes.changed().stream())
                .forEach(state -> sightings
                        .computeIfAbsent(state.rowId(), _ -> new ArrayList<>())
                        .add(new Sighting(state, now)));
    }

    /** When the row was first known to be like that. */
    Optional<Instant> firstSeen(ModelRow row, Predicate<RowState> like) {
        return sightings.getOrDefault(row.id, List.of()).stream()
                .filter(sighting -> like.test(sighting.state()))
                .map(Sighting::at)
                .findFirst();
    }
}
