package dev.tidemark.simulation;

import dev.tidemark.change.RowState;
import dev.tidemark.poll.state.RowStates;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One stream's rows by id, with indexes of those that are not gone. */
final class RowTable {
    private final Map<String, RowState> byId = new LinkedHashMap<>();
    private final NavigableMap<String, Set<String>> byCreated = new TreeMap<>();
    private final NavigableMap<String, Set<String>> byUpdated = new TreeMap<>();
    private final Map<String, Set<String>> byOwner = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> suspect = new HashSet<>();
    private final Map<String, Unlisted> unlisted = new HashMap<>();

    /** There, though its list does not show it. */
    private record Unlisted(int times, Instant until) {}

    void put(RowState state) {
        RowState before = byId.put(state.rowId(), state);
        if (before != null) {
            remove(before);
        }
        if (state.phase() != RowState.Phase.GONE) {
            add(byCreated, state.keys().created(), state.rowId());
            add(byUpdated, state.keys().updated(), state.rowId());
            add(byOwner, state.owner(), state.rowId());
            if (state.phase() == RowState.Phase.OPEN) {
                open.add(state.rowId());
            }
            if (state.suspectAt().isPresent()) {
                suspect.add(state.rowId());
            }
        }
    }

    private void remove(RowState before) {
        drop(byCreated, before.keys().created(), before.rowId());
        drop(byUpdated, before.keys().updated(), before.rowId());
        drop(byOwner, before.owner(), before.rowId());
        open.remove(before.rowId());
        suspect.remove(before.rowId());
    }

    private static void add(Map<String, Set<String>> index, String key, String id) {
        index.computeIfAbsent(key, _ -> new TreeSet<>()).add(id);
    }

    private static void drop(Map<String, Set<String>> index, String key, String id) {
        index.computeIfPresent(key, (_, ids) -> {
            ids.remove(id);
            return ids.isEmpty() ? null : ids;
        });
    }

    Optional<RowState> row(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Collection<RowState> rows() {
        return byId.values();
    }

    void unlist(String id, Instant now) {
        int times = Optional.ofNullable(unlisted.get(id)).map(Unlisted::times).orElse(0);
        unlisted.put(id, new Unlisted(times + 1, now.plus(RowStates.unlistedFor(times))));
    }

    void list(String id) {
        unlisted.remove(id);
    }

    boolean isListed(String id, Instant now) {
        Unlisted found = unlisted.get(id);
        return found == null || !found.until().isAfter(now);
    }

    /** Ids by key. */
    NavigableMap<String, Set<String>> by(boolean update) {
        return update ? byUpdated : byCreated;
    }

    Set<String> owners() {
        return byOwner.keySet();
    }

    List<RowState> ofOwner(String owner) {
        return rows(byOwner.getOrDefault(owner, Set.of()));
    }

    List<RowState> open() {
        return rows(open);
    }

    List<RowState> suspect() {
        return rows(suspect);
    }

    private List<RowState> rows(Set<String> ids) {
        return ids.stream().flatMap(id -> row(id).stream()).toList();
    }
}
