package dev.tidemark.simulation;

import dev.tidemark.change.ChangeSet;
import dev.tidemark.change.Fact;
import dev.tidemark.change.Questions;
import dev.tidemark.change.Related;
import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.page.Poison;
import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.list.Span;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import dev.tidemark.poll.state.StreamStates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
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

/** The ports of polling's tables in memory, held to the same contract as the stores. One account. */
public class MemoryTables implements RowStates, StreamStates {
    /** One stream's rows, by id and by both keys. */
    private static final class Rows {
        final Map<String, RowState> byId = new LinkedHashMap<>();
        final NavigableMap<String, Set<String>> byCreated = new TreeMap<>();
        final NavigableMap<String, Set<String>> byUpdated = new TreeMap<>();
        final Set<String> open = new HashSet<>();
        final Map<String, Instant> unlisted = new HashMap<>();
        final Map<String, Integer> times = new HashMap<>();
        final Map<String, Set<String>> byOwner = new HashMap<>();
        final Set<String> suspect = new HashSet<>();

        void put(RowState state) {
            RowState before = byId.put(state.rowId(), state);
            if (before != null) {
                remove(before);
            }
            if (state.phase() != RowState.Phase.GONE) {
                byCreated
                        .computeIfAbsent(state.keys().created(), _ -> new TreeSet<>())
                        .add(state.rowId());
                byUpdated
                        .computeIfAbsent(state.keys().updated(), _ -> new TreeSet<>())
                        .add(state.rowId());
                byOwner.computeIfAbsent(state.owner(), _ -> new HashSet<>()).add(state.rowId());
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
            byOwner.getOrDefault(before.owner(), new HashSet<>()).remove(before.rowId());
            open.remove(before.rowId());
            suspect.remove(before.rowId());
        }

        private static void drop(NavigableMap<String, Set<String>> index, String key, String id) {
            index.computeIfPresent(key, (_, ids) -> {
                ids.remove(id);
                return ids.isEmpty() ? null : ids;
            });
        }

        NavigableMap<String, Set<String>> by(boolean update) {
            return update ? byUpdated : byCreated;
        }
    }

    private final Map<StreamName, Rows> rows = new EnumMap<>(StreamName.class);
    private final Map<StreamName, StreamState> streams = new EnumMap<>(StreamName.class);
    private final Set<Fact> facts = new HashSet<>();
    private int poison;

    private Rows rows(Of of) {
        return rows.computeIfAbsent(of.stream(), _ -> new Rows());
    }

    public int poison() {
        return poison;
    }

    public Collection<RowState> all(Of of) {
        return rows(of).byId.values();
    }

    @Override
    public Map<String, RowState> known(Of of, Collection<String> rowIds) {
        Map<String, RowState> known = new HashMap<>();
        Map<String, RowState> byId = rows(of).byId;
        for (String id : rowIds) {
            RowState state = byId.get(id);
            if (state != null) {
                known.put(id, state);
            }
        }
        return known;
    }

    @Override
    public Related related(String account, Questions questions) {
        Map<String, List<byte[]>> answers = new HashMap<>();
        Of interactions = new Of(account, StreamName.INTERACTIONS);
        questions
                .answersOfViews()
                .forEach(view -> answers.put(
                        view,
                        ofOwner(interactions, view).stream()
                                .map(RowState::fields)
                                .toList()));
        Set<Fact> known = new HashSet<>(questions.facts());
        known.retainAll(facts);
        return new Related(answers, known, Map.of(), List.of());
    }

    @Override
    public void store(Of of, ChangeSet changes, Instant now) {
        Rows table = rows(of);
        for (RowState state : changes.created()) {
            if (table.byId.containsKey(state.rowId())) {
                throw new IllegalStateException("created twice: " + state.rowId());
            }
            table.put(state);
        }
        for (RowState state : changes.changed()) {
            RowState before = table.byId.get(state.rowId());
            if (before == null || state.revision() < before.revision() || state.revision() > before.revision() + 1) {
                throw new IllegalStateException("revisions have a gap: " + before + " → " + state);
            }
            table.put(state);
            table.unlisted.remove(state.rowId());
            table.times.remove(state.rowId());
        }
        changes.seen().forEach(id -> {
            table.unlisted.remove(id);
            table.times.remove(id);
            RowState before = table.byId.get(id);
            table.put(before.seen(now, before.keys()));
        });
    }

    @Override
    public void learn(String account, Collection<Fact> learned) {
        facts.addAll(learned);
    }

    @Override
    public int missing(Of of, Span span, Collection<String> rowIds, Instant now) {
        Set<String> came = new HashSet<>(rowIds);
        List<String> missing =
                rows(of).by(span.byUpdate()).subMap(span.low(), false, span.high(), false).values().stream()
                        .flatMap(Set::stream)
                        .filter(id -> !came.contains(id) && isListed(of, id, now))
                        .toList();
        int before = rows(of).suspect.size();
        suspect(of, missing, now);
        return rows(of).suspect.size() - before;
    }

    @Override
    public int missingSince(Of of, Instant since, Instant now) {
        List<String> missing = rows(of).byId.values().stream()
                .filter(state ->
                        state.phase() != RowState.Phase.GONE && state.seenAt().isBefore(since))
                .map(RowState::rowId)
                .filter(id -> isListed(of, id, now))
                .toList();
        int before = rows(of).suspect.size();
        suspect(of, missing, now);
        return rows(of).suspect.size() - before;
    }

    private boolean isListed(Of of, String id, Instant now) {
        Instant at = rows(of).unlisted.get(id);
        return at == null || !at.isAfter(now);
    }

    @Override
    public void suspect(Of of, Collection<String> rowIds, Instant now) {
        for (String id : rowIds) {
            RowState state = rows(of).byId.get(id);
            if (state != null
                    && state.phase() != RowState.Phase.GONE
                    && state.suspectAt().isEmpty()) {
                rows(of).put(suspect(state, Optional.of(now)));
            }
        }
    }

    private static RowState suspect(RowState state, Optional<Instant> at) {
        return new RowState(
                state.rowId(),
                state.owner(),
                state.keys(),
                state.phase(),
                state.revision(),
                state.hash(),
                state.reached(),
                state.fields(),
                state.changedAt(),
                state.seenAt(),
                at,
                state.doubt());
    }

    @Override
    public void unlisted(Of of, String rowId, Instant now) {
        rows(of).unlisted
                .put(rowId, now.plus(RowStates.unlistedFor(rows(of).times.merge(rowId, 1, Integer::sum) - 1)));
        RowState state = rows(of).byId.get(rowId);
        rows(of).put(suspect(state, Optional.empty()));
    }

    @Override
    public List<Suspect> suspects(Of of, int most) {
        return rows(of).suspect.stream()
                .map(id -> new Suspect(id, rows(of).byId.get(id).suspectAt().orElseThrow()))
                .sorted(Comparator.comparing(Suspect::since).thenComparing(Suspect::rowId))
                .limit(most)
                .toList();
    }

    @Override
    public List<Open> open(Of of, ListOrder order, int most) {
        return rows(of).open.stream()
                .map(id -> rows(of).byId.get(id))
                .filter(state -> state.suspectAt().isEmpty())
                .sorted(Comparator.comparing(RowState::seenAt).thenComparing(RowState::rowId))
                .limit(most)
                .map(state -> new Open(
                        state.rowId(),
                        order.isByUpdate()
                                ? state.keys().updated()
                                : state.keys().created(),
                        state.changedAt(),
                        state.seenAt()))
                .toList();
    }

    @Override
    public long rank(Of of, ListOrder order, String key) {
        NavigableMap<String, Set<String>> index = rows(of).by(order.isByUpdate());
        var before = order.isNewestFirst()
                ? index.tailMap(key, false)
                : index.headMap(key, false).tailMap("", false);
        return before.values().stream().mapToLong(Set::size).sum();
    }

    @Override
    public int countOf(Of of, String owner) {
        return rows(of).byOwner.getOrDefault(owner, Set.of()).size();
    }

    @Override
    public List<RowState> ofOwner(Of of, String owner) {
        return rows(of).byOwner.getOrDefault(owner, Set.of()).stream()
                .map(id -> rows(of).byId.get(id))
                .toList();
    }

    @Override
    public List<RowState> after(Of of, String rowId, int most) {
        return rows(of).byId.values().stream()
                .filter(state ->
                        state.phase() != RowState.Phase.GONE && state.rowId().compareTo(rowId) > 0)
                .sorted(Comparator.comparing(RowState::rowId))
                .limit(most)
                .toList();
    }

    @Override
    public Counts counts(Of of) {
        long known = rows(of).byId.values().stream()
                .filter(state -> state.phase() != RowState.Phase.GONE)
                .count();
        return new Counts(known, rows(of).open.size(), rows(of).suspect.size());
    }

    @Override
    public Map<StreamName, StreamState> ofAccount(String account) {
        return new EnumMap<>(streams.isEmpty() ? new EnumMap<>(StreamName.class) : streams);
    }

    @Override
    public void create(StreamState state) {
        streams.put(state.stream(), state);
    }

    @Override
    public void save(StreamState state) {
        streams.put(state.stream(), state);
    }

    @Override
    public Optional<Instant> askedAt(String account) {
        return Optional.empty();
    }

    @Override
    public void quarantine(String account, StreamName stream, List<Poison> found, Instant now) {
        poison += found.size();
    }

    @Override
    public void release(String account, StreamName stream, Collection<String> rowIds) {}

    List<String> ids(Of of) {
        return new ArrayList<>(rows(of).byId.keySet());
    }
}
