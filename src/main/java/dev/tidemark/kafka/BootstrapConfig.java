package dev.tidemark.kafka;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The standard key {@code kafka.bootstrap.servers}. */
@ConfigMapping(prefix = "kafka.bootstrap")
public interface BootstrapConfig {
    Optional<String> servers();
}
