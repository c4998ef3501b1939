package dev.tidemark.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Whether and where events are published. */
@ConfigMapping(prefix = "tidemark.kafka")
public interface KafkaConfig {
    /** Default: true where {@code kafka.bootstrap.servers} is set. */
    Optional<Boolean> enabled();

    /** Name of a topic; {@code {family}} stands for the family of the event. */
    @WithDefault("mindstamp.{family}")
    String topic();
}
