package dev.tidemark.simulation;

import dev.tidemark.change.ChangeSet;
import dev.tidemark.change.Fact;
import dev.tidemark.change.Questions;
import dev.tidemark.change.Related;
import dev.tidemark.change.RowState;
import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.list.Span;
import dev.tidemark.poll.state.RowStates;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Known rows in memory, held to the same contract as the store; whoever leaves out a revision is told so besides. */
public class MemoryRows implements RowStates {
    private final Map<Of, RowTable> tables = new HashMap<>();
    private final MemoryFacts facts = new MemoryFacts(this::table);

    private RowTable table(Of of) {
        return tables.computeIfAbsent(of, _ -> new RowTable());
    }

    @Override
    public Map<String, RowState> known(Of of, Collection<String> rowIds) {
        Map<String, RowState> known = new HashMap<>();
        rowIds.forEach(id -> table(of).row(id).ifPresent(state -> known.put(id, state)));
        return known;
    }

    @Override
    public Related related(String account, Questions questions) {
        return facts.related(account, questions);
    }

    @Override
    public void store(Of of, ChangeSet changes, Instant now) {
        RowTable table = table(of);
        for (RowState state : changes.created()) {
            if (table.row(state.rowId()).isPresent()) {
                throw new IllegalStateException("created twice: " + state.rowId());
            }
            table.put(state);
        }
        for (RowState state : changes.changed()) {
            RowState before = table.row(state.rowId()).orElseThrow();
            if (state.revision() < before.revision() || state.revision() > before.revision() + 1) {
                throw new IllegalStateException("revisions have a gap: " + before + " → " + state);
            }
            table.put(state);
            table.list(state.rowId());
        }
        for (String id : changes.seen()) {
            table.row(id).ifPresent(before -> table.put(before.seen(now, before.keys())));
            table.list(id);
        }
    }

    @Override
    public void learn(String account, Collection<Fact> learned) {
        facts.learn(account, learned);
    }

    @Override
    public int missing(Of of, Span span, Collection<String> rowIds, Instant now) {
        if (span.low().compareTo(span.high()) >= 0) {
            return 0;
        }
        Set<String> came = Set.copyOf(rowIds);
        return missing(
                of,
                table(of).by(span.byUpdate()).subMap(span.low(), false, span.high(), false).values().stream()
                        .flatMap(Set::stream)
                        .filter(id -> !came.contains(id)),
                now);
    }

    @Override
    public int missingSince(Of of, Instant since, Instant now) {
        return missing(
                of,
                table(of).rows().stream()
                        .filter(state -> state.seenAt().isBefore(since))
                        .map(RowState::rowId),
                now);
    }

    private int missing(Of of, Stream<String> rowIds, Instant now) {
        List<String> missing = rowIds.filter(id -> table(of).isListed(id, now)
                        && table(of)
                                .row(id)
                                .filter(MemoryRows::isTakenToBeThere)
                                .isPresent())
                .limit(Math.max(0, MOST_SUSPECT - table(of).suspect().size()))
                .toList();
        suspect(of, missing, now);
        return missing.size();
    }

    @Override
    public int suspect(Of of, Collection<String> rowIds, Instant now) {
        List<RowState> there = rowIds.stream()
                .flatMap(id -> table(of).row(id).filter(MemoryRows::isTakenToBeThere).stream())
                .toList();
        there.forEach(state -> table(of).put(suspect(state, Optional.of(now))));
        return there.size();
    }

    private static boolean isTakenToBeThere(RowState state) {
        return state.phase() != RowState.Phase.GONE && state.suspectAt().isEmpty();
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
        table(of).row(rowId).ifPresent(state -> {
            table(of).unlist(rowId, now);
            table(of).put(suspect(state, Optional.empty()));
        });
    }

    @Override
    public List<Suspect> suspects(Of of, int most) {
        return table(of).suspect().stream()
                .map(state -> new Suspect(state.rowId(), state.suspectAt().orElseThrow()))
                .sorted(Comparator.comparing(Suspect::since).thenComparing(Suspect::rowId))
                .limit(most)
                .toList();
    }

    @Override
    public List<Open> open(Of of, ListOrder order, int most) {
        return table(of).open().stream()
                .filter(state -> state.suspectAt().isEmpty())
                .sorted(Comparator.comparing(RowState::seenAt).thenComparing(RowState::rowId))
                .limit(most)
                .map(state -> new Open(state.rowId(), order.key(state.keys()), state.changedAt(), state.seenAt()))
                .toList();
    }

    @Override
    public boolean isOlder(Of of, ListOrder order, String key, int rows) {
        return table(of).by(order.isByUpdate()).tailMap(key, false).values().stream()
                        .mapToInt(Set::size)
                        .sum()
                > rows;
    }

    @Override
    public long rank(Of of, ListOrder order, String key) {
        NavigableMap<String, Set<String>> index = table(of).by(order.isByUpdate());
        var before = order.isNewestFirst()
                ? index.tailMap(key, false)
                : index.headMap(key, false).tailMap("", false);
        return before.values().stream().mapToLong(Set::size).sum();
    }

    @Override
    public int countOf(Of of, String owner) {
        return table(of).ofOwner(owner).size();
    }

    @Override
    public List<RowState> ofOwner(Of of, String owner) {
        return table(of).ofOwner(owner);
    }

    @Override
    public List<RowState> after(Of of, String rowId, int most) {
        return table(of).rows().stream()
                .filter(state ->
                        state.phase() != RowState.Phase.GONE && state.rowId().compareTo(rowId) > 0)
                .sorted(Comparator.comparing(RowState::rowId))
                .limit(most)
                .toList();
    }

    @Override
    public Counts counts(Of of) {
        long known = table(of).rows().stream()
                .filter(state -> state.phase() != RowState.Phase.GONE)
                .count();
        return new Counts(known, table(of).open().size(), table(of).suspect().size());
    }
}
