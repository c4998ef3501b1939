package dev.tidemark.kafka;

import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.lease.Lease;
import dev.tidemark.platform.lease.LeaseStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;

/**
 * From the event log to Kafka: due publications → send in the order of the log → wait for all acks → settle.
 *
 * <p>One replica at a time publishes, so that the order per key is the order of the log. The idempotent producer keeps
 * it while it re-sends; a batch ends at its first failure, so that nothing overtakes what failed.
 */
@ApplicationScoped
public class KafkaRelay {
    private static final Logger LOG = Logger.getLogger(KafkaRelay.class);
    private static final int BATCH = 500;
    /** How long to wait for acks before the lease is renewed and it is looked whether to go on. */
    private static final Duration SLICE = Duration.ofSeconds(3);
    /** What is not answered for so long is sent again by a new producer: a broker may refuse one for good. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PublicationStore publications;
    private final LeaseStore leases;
    private final ProducerHolder producer;
    private final Clock clock;
    private volatile boolean stopped;

    KafkaRelay(PublicationStore publications, LeaseStore leases, ProducerHolder producer, Clock clock) {
        this.publications = publications;
        this.leases = leases;
        this.producer = producer;
        this.clock = clock;
    }

    private record Sent(Publication publication, Future<RecordMetadata> ack) {}

    /** @return how many publications were settled; 0 when there is nothing to do or Kafka cannot be reached */
    public int runOnce() {
        Optional<Lease> lease = leases.acquire("kafka-relay");
        if (lease.isEmpty()) {
            return 0;
        }
        List<Publication> due = publications.due(BATCH);
        if (due.isEmpty()) {
            return 0;
        }
        List<PublishOutcome> outcomes = await(lease.get(), send(due));
        List<PublishOutcome> settled = untilFirstDeferredOfKey(due, outcomes);
        publications.settle(lease.get(), settled);
        report(outcomes);
        return settled.size();
    }

    /** Ends a wait for a broker that does not answer; what was not acknowledged stays due. */
    void stop() {
        stopped = true;
    }

    private List<Sent> send(List<Publication> due) {
        List<Sent> sent = new ArrayList<>();
        for (Publication publication : due) {
            StoredEvent event = publication.event();
            Future<RecordMetadata> ack = producer.get()
                    .send(new ProducerRecord<>(
                            publication.topic(), null, event.partitionKey(), event.data(), KafkaHeaders.of(event)));
            sent.add(new Sent(publication, ack));
            if (ack.state() == Future.State.FAILED && !rejected(ack.exceptionNow())) {
                break;
            }
        }
        return sent;
    }

    private List<PublishOutcome> await(Lease lease, List<Sent> sent) {
        List<PublishOutcome> outcomes = new ArrayList<>(sent.size());
        boolean goesOn = true;
        for (Sent one : sent) {
            goesOn = goesOn && isAnswered(lease, one.ack());
            outcomes.add(outcome(one));
        }
        if (outcomes.stream().anyMatch(PublishOutcome.Deferred.class::isInstance)) {
            // What a new producer sends after what this one may still hold would come in the wrong order.
            producer.discard();
        }
        return outcomes;
    }

    /** False when there is no answer in time, the service stops, or another replica took over meanwhile. */
    private boolean isAnswered(Lease lease, Future<RecordMetadata> ack) {
        Instant until = clock.instant().plus(PATIENCE);
        while (!stopped && clock.instant().isBefore(until)) {
            try {
                ack.get(SLICE.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (ExecutionException e) {
                return true;
            } catch (TimeoutException e) {
                producer.noteUnreachable();
                if (leases.acquire(lease.name()).filter(lease::equals).isEmpty()) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    private PublishOutcome outcome(Sent sent) {
        long sequence = sent.publication().event().sequence();
        return switch (sent.ack().state()) {
            case SUCCESS -> {
                RecordMetadata written = sent.ack().resultNow();
                yield new PublishOutcome.Published(sequence, written.partition(), written.offset(), clock.instant());
            }
            case FAILED -> {
                Throwable failure = sent.ack().exceptionNow();
                if (failure instanceof org.apache.kafka.common.errors.TimeoutException) {
                    producer.noteUnreachable();
                }
                yield rejected(failure)
                        ? new PublishOutcome.Rejected(sequence, failure.toString())
                        : new PublishOutcome.Deferred(sequence, failure.toString());
            }
            case RUNNING, CANCELLED -> new PublishOutcome.Deferred(sequence, "no answer yet");
        };
    }

    /** What follows a deferred record of the same key is sent again after it: the order of first arrivals holds. */
    private static List<PublishOutcome> untilFirstDeferredOfKey(List<Publication> due, List<PublishOutcome> outcomes) {
        Set<String> deferredKeys = new HashSet<>();
        List<PublishOutcome> settled = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            String key = due.get(i).topic() + "/" + due.get(i).event().partitionKey();
            if (outcomes.get(i) instanceof PublishOutcome.Deferred) {
                deferredKeys.add(key);
            } else if (!deferredKeys.contains(key)) {
                settled.add(outcomes.get(i));
            }
        }
        return settled;
    }

    private static boolean rejected(Throwable failure) {
        return failure instanceof RecordTooLargeException;
    }

    private void report(List<PublishOutcome> outcomes) {
        for (PublishOutcome outcome : outcomes) {
            switch (outcome) {
                case PublishOutcome.Published _ -> producer.noteReachable();
                case PublishOutcome.Rejected no ->
                    LOG.errorf("kafka.rejected sequence=%d reason=%s", no.sequence(), no.reason());
                case PublishOutcome.Deferred later ->
                    LOG.debugf("kafka.deferred sequence=%d reason=%s", later.sequence(), later.reason());
            }
        }
    }
}
