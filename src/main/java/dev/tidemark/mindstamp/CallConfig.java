package dev.tidemark.mindstamp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a call may take. */
@ConfigMapping(prefix = "tidemark.mindstamp.call")
public interface CallConfig {
    /** The whole exchange, body included; a connection that drips does not count as an answer. */
    @WithDefault("30s")
    Duration timeout();

    @WithDefault("5s")
    Duration connectTimeout();
}
