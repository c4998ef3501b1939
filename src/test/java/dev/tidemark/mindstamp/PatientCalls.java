package dev.tidemark.mindstamp;

import dev.tidemark.mindstamp.exchange.CallConfig;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;

/** All the time a call may want, however busy the machine; the sizes are the defaults. */
record PatientCalls() implements CallConfig {
    static final int LARGEST = 10 * 1024 * 1024;
    static final int LARGEST_WHOLE_LIST = 64 * 1024 * 1024;

    @Override
    public Duration timeout() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ofMinutes(1);
    }

    @Override
    public MemorySize largestAnswer() {
        return new MemorySize(BigInteger.valueOf(LARGEST));
    }

    @Override
    public MemorySize largestWholeList() {
        return new MemorySize(BigInteger.valueOf(LARGEST_WHOLE_LIST));
    }
}
