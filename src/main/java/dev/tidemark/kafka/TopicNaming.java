package dev.tidemark.kafka;

import jakarta.enterprise.context.ApplicationScoped;

/** Which topic a family of events goes to. */
@ApplicationScoped
class TopicNaming {
    private final String pattern;

    TopicNaming(KafkaConfig config) {
        this.pattern = config.topic();
        if (!topic("family").matches("[a-zA-Z0-9._-]{1,249}")) {
            throw new IllegalStateException("tidemark.kafka.topic is '" + pattern
                    + "': a topic's name may hold letters, digits, '.', '_' and '-', and {family}");
        }
    }

    String topic(String family) {
        return pattern.replace("{family}", family);
    }
}
