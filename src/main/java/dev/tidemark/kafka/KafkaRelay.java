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
import org.apache.kafka.clients.producer.Producer;
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
    /** So often the lease is renewed, however quickly acks come, and it is looked whether to go on. */
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
        Optional<Lease> lease = stopped ? Optional.empty() : leases.acquire("kafka-relay");
        if (lease.isEmpty()) {
            return 0;
        }
        List<Publication> due = publications.due(BATCH);
        if (due.isEmpty()) {
            return 0;
        }
        List<PublishOutcome> outcomes = publish(new Tenure(lease.get()), due);
        List<PublishOutcome> settled = untilFirstDeferredOfKey(due, outcomes);
        publications.settle(lease.get(), settled);
        report(outcomes);
        return settled.size();
    }

    /** While this replica is the one that publishes. */
    private final class Tenure {
        private final Lease lease;
        private Instant renewedAt = clock.instant();

        Tenure(Lease lease) {
            this.lease = lease;
        }

        /** False when the service stops, or another replica took over. */
        boolean goesOn() {
            Instant now = clock.instant();
            if (stopped) {
                return false;
            }
            if (now.isBefore(renewedAt.plus(SLICE)) && !now.isBefore(renewedAt)) {
                return true;
            }
            renewedAt = now;
            return leases.acquire(lease.name()).filter(lease::equals).isPresent();
        }
    }

    private List<PublishOutcome> publish(Tenure tenure, List<Publication> due) {
        boolean whole = false;
        try {
            List<PublishOutcome> outcomes = await(tenure, send(tenure, due));
            whole = outcomes.stream().noneMatch(PublishOutcome.Deferred.class::isInstance);
            return outcomes;
        } finally {
            if (!whole) {
                // What a new producer sends after what this one may still hold would come in the wrong order.
                producer.discard();
            }
        }
    }

    /** Ends a wait for a broker that does not answer; what was not acknowledged stays due. */
    void stop() {
        stopped = true;
    }

    private List<Sent> send(Tenure tenure, List<Publication> due) {
        List<Sent> sent = new ArrayList<>();
        Optional<Producer<String, byte[]>> to = producer.get();
        for (Publication publication : to.isPresent() ? due : List.<Publication>of()) {
            StoredEvent event = publication.event();
            if (!tenure.goesOn()) {
                break;
            }
            Future<RecordMetadata> ack = to.get()
                    .send(new ProducerRecord<>(
                            publication.topic(), null, event.partitionKey(), event.data(), KafkaHeaders.of(event)));
            sent.add(new Sent(publication, ack));
            if (ack.state() == Future.State.FAILED && !rejected(ack.exceptionNow())) {
                break;
            }
        }
        return sent;
    }

    private List<PublishOutcome> await(Tenure tenure, List<Sent> sent) {
        List<PublishOutcome> outcomes = new ArrayList<>(sent.size());
        boolean goesOn = true;
        for (Sent one : sent) {
            goesOn = goesOn && isAnswered(tenure, one);
            outcomes.add(outcome(one));
        }
        return outcomes;
    }

    /** False when there is no answer in time, the service stops, or another replica took over meanwhile. */
    private boolean isAnswered(Tenure tenure, Sent sent) {
        Instant until = clock.instant().plus(PATIENCE);
        while (tenure.goesOn()) {
            if (!clock.instant().isBefore(until)) {
                LOG.warnf(
                        "kafka.unanswered topic=%s sequence=%d: no answer in %s, it and what follows is sent again by a new"
                                + " producer",
                        sent.publication().topic(), sent.publication().event().sequence(), PATIENCE);
                return false;
            }
            try {
                sent.ack().get(SLICE.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (ExecutionException e) {
                return true;
            } catch (TimeoutException e) {
                producer.noteUnreachable("no answer in " + SLICE);
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
                    producer.noteUnreachable(failure.toString());
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
