package dev.tidemark.kafka;

import jakarta.enterprise.context.ApplicationScoped;

/** Which topic a family of events goes to. */
@ApplicationScoped
class TopicNaming {
    private final String pattern;

    TopicNaming(KafkaConfig config) {
        this.pattern = config.topic();
    }

    String topic(String family) {
        return pattern.replace("{family}", family);
    }
}
