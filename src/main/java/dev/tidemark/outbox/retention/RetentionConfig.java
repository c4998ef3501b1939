package dev.tidemark.outbox.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long things are kept (contract §2). */
@ConfigMapping(prefix = "tidemark.retention")
public interface RetentionConfig {
    /** Events since they were logged, with their publications, deliveries and attempts; what is still due stays. */
    @WithDefault("90d")
    Duration events();

    /** Attempts since they were made, with headers and bodies; how a delivery ended is known as long as its event. */
    @WithDefault("30d")
    Duration attempts();
}
