package dev.tidemark.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The loops that deliver; tests switch them off and call each round themselves. */
@ConfigMapping(prefix = "tidemark.workers")
public interface WorkersConfig {
    @WithDefault("true")
    boolean enabled();
}
