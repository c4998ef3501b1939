package dev.tidemark.poll.state;

import dev.tidemark.simulation.MemoryRows;
import java.util.function.Supplier;

class RowStatesInMemoryTest extends RowStatesContract {
    private final RowStates rows = new MemoryRows();

    @Override
    RowStates rows() {
        return rows;
    }

    @Override
    <T> T inTransaction(Supplier<T> work) {
        return work.get();
    }

    @Override
    void begin(StreamState stream) {
        // Rows in memory need no stream.
    }
}
