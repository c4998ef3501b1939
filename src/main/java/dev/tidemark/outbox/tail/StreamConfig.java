package dev.tidemark.outbox.tail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Server-sent events. */
@ConfigMapping(prefix = "tidemark.api.stream")
public interface StreamConfig {
    /** After this much silence a comment is sent: proxies keep the connection, and a client that is gone is noticed. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How often to look for events that other replicas wrote; our own wake the streams at once. */
    @WithDefault("1s")
    Duration poll();
}
