package dev.tidemark.simulation;

import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamStates;
import java.util.function.Supplier;

/**
 * Where a simulation keeps what it knows of its account.
 *
 * @param unit has each commit stored
 */
record Stores(String account, RowStates rows, StreamStates streams, Unit unit) {
    /** Stores all of the work, or nothing of it when it or the crash throws. */
    @FunctionalInterface
    interface Unit {
        /** @param crash to be called once, as late as nothing would stay */
        <T> T run(Supplier<T> work, Runnable crash);
    }

    static Stores inMemory(MemoryRows rows) {
        return new Stores("model", rows, new MemoryStreams(), Stores::afterTheCrash);
    }

    /** Memory takes nothing back. */
    private static <T> T afterTheCrash(Supplier<T> work, Runnable crash) {
        crash.run();
        return work.get();
    }
}
