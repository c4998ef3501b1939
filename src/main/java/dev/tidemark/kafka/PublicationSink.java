package dev.tidemark.kafka;

import dev.tidemark.outbox.EventSink;
import dev.tidemark.outbox.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Notes each event as due on Kafka, where Kafka is on. */
@ApplicationScoped
class PublicationSink implements EventSink {
    private final KafkaSwitch kafka;
    private final TopicNaming topics;
    private final PublicationStore publications;
    private final KafkaRelayLoop loop;

    PublicationSink(KafkaSwitch kafka, TopicNaming topics, PublicationStore publications, KafkaRelayLoop loop) {
        this.kafka = kafka;
        this.topics = topics;
        this.publications = publications;
        this.loop = loop;
    }

    @Override
    public void due(List<StoredEvent> events) {
        if (kafka.isOn()) {
            publications.add(events.stream()
                    .map(event ->
                            new Publication(event, topics.topic(event.type().family())))
                    .toList());
        }
    }

    @Override
    public void committed() {
        loop.wake();
    }

    @Override
    public void expunge(Collection<Long> sequences) {
        publications.expunge(sequences);
    }

    /** Where Kafka is off, nothing is due there: nobody would ever publish it. */
    @Override
    public Set<Long> stillDue(Collection<Long> sequences) {
        return kafka.isOn() ? publications.dueAmong(sequences) : Set.of();
    }

    /** Also where Kafka is off now: it may have been on. */
    @Override
    public boolean forget(Collection<Long> sequences) {
        publications.remove(sequences);
        return true;
    }
}
