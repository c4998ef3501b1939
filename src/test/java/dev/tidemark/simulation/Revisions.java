package dev.tidemark.simulation;

import dev.tidemark.change.ChangeSet;
import dev.tidemark.change.RowState;
import dev.tidemark.poll.state.RowStates;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Transactions of a database, and P3 over them: what is committed of a row begins with revision 1 and leaves out none. */
final class Revisions {
    private final Map<String, Integer> committed = new HashMap<>();
    private final Map<String, Integer> pending = new HashMap<>();

    /** The store, held to it. */
    RowStates of(RowStates rows) {
        return (RowStates) Proxy.newProxyInstance(
                RowStates.class.getClassLoader(), new Class<?>[] {RowStates.class}, (_, method, arguments) -> {
                    if (method.getName().equals("store")) {
                        store((RowStates.Of) arguments[0], (ChangeSet) arguments[1]);
                    }
                    try {
                        return method.invoke(rows, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** A crash ends the transaction when all is done but the commit. */
    <T> T inTransaction(Supplier<T> work, Runnable crash) {
        pending.clear();
        T done = QuarkusTransaction.requiringNew().call(() -> {
            T stored = work.get();
            crash.run();
            return stored;
        });
        committed.putAll(pending);
        return done;
    }

    private void store(RowStates.Of of, ChangeSet changes) {
        changes.created().forEach(state -> expect(revision(of, state) == 0 && state.revision() == 1, of, state));
        changes.changed().forEach(state -> {
            int before = revision(of, state);
            expect(before > 0 && (state.revision() == before || state.revision() == before + 1), of, state);
        });
        Stream.of(changes.created(), changes.changed())
                .flatMap(List::stream)
                .forEach(state -> pending.put(row(of, state), state.revision()));
    }

    private int revision(RowStates.Of of, RowState state) {
        return pending.getOrDefault(row(of, state), committed.getOrDefault(row(of, state), 0));
    }

    private void expect(boolean follows, RowStates.Of of, RowState state) {
        if (!follows) {
            throw new IllegalStateException("P3 revision " + revision(of, state) + " is followed by " + state);
        }
    }

    private static String row(RowStates.Of of, RowState state) {
        return of.stream() + "/" + state.rowId();
    }
}
