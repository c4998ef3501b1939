package dev.tidemark.simulation;

import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.page.Poison;
import dev.tidemark.poll.state.StreamState;
import dev.tidemark.poll.state.StreamStates;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far streams are known, in memory. Nobody asks for a look, and rows that cannot be read are not kept. */
public class MemoryStreams implements StreamStates {
    private final Map<String, Map<StreamName, StreamState>> streams = new HashMap<>();

    @Override
    public Map<StreamName, StreamState> ofAccount(String account) {
        Map<StreamName, StreamState> states = new EnumMap<>(StreamName.class);
        states.putAll(streams.getOrDefault(account, Map.of()));
        return states;
    }

    @Override
    public void create(StreamState state) {
        put(state);
    }

    @Override
    public void save(StreamState state) {
        put(state);
    }

    private void put(StreamState state) {
        streams.computeIfAbsent(state.account(), _ -> new EnumMap<>(StreamName.class))
                .put(state.stream(), state);
    }

    @Override
    public Optional<Instant> askedAt(String account) {
        return Optional.empty();
    }

    @Override
    public void quarantine(String account, StreamName stream, List<Poison> found, Instant now) {}

    @Override
    public void releaseUnmet(String account, StreamName stream, Instant since) {}

    @Override
    public void release(String account, StreamName stream, Collection<String> rowIds) {}
}
