package dev.tidemark.poll.state;

import dev.tidemark.change.ChangeSet;
import dev.tidemark.change.RowKeys;
import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.BeforeEach;

/** What the contract of known rows needs of an implementation, and short words for the rows that it speaks of. */
abstract class RowStatesFixture {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant LATER = NOW.plusSeconds(60);

    final String account = "states-" + UUID.randomUUID();
    final RowStates.Of views = new RowStates.Of(account, StreamName.VIEWS);
    final RowStates.Of interactions = new RowStates.Of(account, StreamName.INTERACTIONS);

    abstract RowStates rows();

    abstract <T> T inTransaction(Supplier<T> work);

    /** The stream is looked at from now on. */
    abstract void begin(StreamState stream);

    @BeforeEach
    void begin_streams() {
        for (StreamName stream : List.of(views.stream(), interactions.stream())) {
            begin(StreamState.begin(account, stream, NOW));
        }
    }

    final void write(Runnable work) {
        inTransaction(() -> {
            work.run();
            return true;
        });
    }

    final void create(RowStates.Of of, RowState... rows) {
        store(of, List.of(rows), List.of(), List.of(), NOW);
    }

    final void change(RowStates.Of of, RowState... rows) {
        store(of, List.of(), List.of(rows), List.of(), NOW);
    }

    final void see(RowStates.Of of, Instant now, String... ids) {
        store(of, List.of(), List.of(), List.of(ids), now);
    }

    final void store(RowStates.Of of, List<RowState> created, List<RowState> changed, List<String> seen, Instant now) {
        write(() -> rows().store(of, changes(created, changed, seen), now));
    }

    static ChangeSet changes(List<RowState> created, List<RowState> changed, List<String> seen) {
        return new ChangeSet(created, changed, seen, List.of(), List.of(), Set.of());
    }

    final void suspect(RowStates.Of of, Instant now, String... ids) {
        write(() -> rows().suspect(of, List.of(ids), now));
    }

    final void unlist(RowStates.Of of, Instant now, String id) {
        write(() -> rows().unlisted(of, id, now));
    }

    final RowState known(RowStates.Of of, String id) {
        return rows().one(of, id).orElseThrow();
    }

    /** The longest suspect first. */
    final List<String> suspects(RowStates.Of of) {
        return rows().suspects(of, 100).stream().map(RowStates.Suspect::rowId).toList();
    }

    /** A row that is open, without an owner. */
    static RowState row(String id) {
        return row(id, new RowKeys("5", "5"));
    }

    static RowState row(String id, RowKeys keys) {
        return row(id, "", keys, "{}");
    }

    static RowState owned(String id, String owner, String fields) {
        return row(id, owner, new RowKeys("5", "5"), fields);
    }

    private static RowState row(String id, String owner, RowKeys keys, String fields) {
        return new RowState(
                id,
                owner,
                keys,
                RowState.Phase.OPEN,
                1,
                "hash",
                -1,
                fields.getBytes(StandardCharsets.UTF_8),
                NOW.minusSeconds(60),
                NOW,
                Optional.empty(),
                Optional.empty());
    }

    static RowState seen(RowState row, Instant at) {
        return row.seen(at, row.keys());
    }

    /** Compared by what is in them: a record takes fields for equal only if they are the same array. */
    static ListAssert<RowState> assertRows(Collection<RowState> rows) {
        return Assertions.assertThat(List.copyOf(rows)).usingRecursiveFieldByFieldElementComparator();
    }
}
