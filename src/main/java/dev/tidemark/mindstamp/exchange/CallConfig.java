package dev.tidemark.mindstamp.exchange;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a call may take, and how much may come. */
@ConfigMapping(prefix = "tidemark.mindstamp.call")
public interface CallConfig {
    /** The whole exchange, body included; a connection that drips does not count as an answer. */
    @WithDefault("30s")
    Duration timeout();

    @WithDefault("5s")
    Duration connectTimeout();

    /** Of a page of 100 rows a hundredth of it is usual. Larger answers are given up. */
    @WithDefault("10M")
    MemorySize largestAnswer();

    /** The same for lists of viewers and of videos, which come whole whatever limit is asked for. */
    @WithDefault("64M")
    MemorySize largestWholeList();
}
