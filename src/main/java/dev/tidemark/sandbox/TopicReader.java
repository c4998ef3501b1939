package dev.tidemark.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Problem;
import dev.tidemark.sandbox.wire.Answers;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Looks at a topic with a plain consumer, for machines that have no Kafka tools at hand. */
@Path("/sandbox/topics")
@Tag(name = "Mindstamp sandbox")
class TopicReader {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST = 1000;
    private static final int MOST_POLLS = 50;

    private final Map<String, Object> settings;

    TopicReader(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        this.settings = new HashMap<>(settings);
        this.settings.remove("group.id");
        this.settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    }

    @GET
    @Path("{topic}")
    @RunOnVirtualThread
    @RolesAllowed("read")
    @Operation(summary = "The newest records of a topic, oldest first: key, headers, value")
    public Response newest(@PathParam("topic") String topic, @QueryParam("limit") @DefaultValue("10") int limit) {
        if (!settings.containsKey("bootstrap.servers")) {
            return Answers.problem(Problem.of(404, "Not Found", "Kafka is off: kafka.bootstrap.servers is not set."));
        }
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, PATIENCE).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return partitions.isEmpty()
                    ? Answers.problem(Problem.notFound("topic", topic))
                    : Answers.json(200, items(newest(consumer, partitions, Math.clamp(limit, 1, MOST))));
        } catch (KafkaException e) {
            return Answers.problem(Problem.of(503, "Service Unavailable", "The broker does not answer."));
        }
    }

    private static List<ConsumerRecord<String, byte[]>> newest(
            KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions, int limit) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions, PATIENCE);
        consumer.assign(partitions);
        ends.forEach((partition, end) ->
                consumer.seek(partition, Math.max(starts.getOrDefault(partition, 0L), end - limit)));
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        for (int polls = 0; polls < MOST_POLLS && isBefore(consumer, ends); polls++) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        records.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        return records.subList(Math.max(0, records.size() - limit), records.size());
    }

    private static boolean isBefore(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private static ObjectNode items(List<ConsumerRecord<String, byte[]>> records) {
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        for (ConsumerRecord<String, byte[]> written : records) {
            ObjectNode item = items.addObject()
                    .put("partition", written.partition())
                    .put("offset", written.offset())
                    .put("key", written.key());
            ObjectNode headers = item.putObject("headers");
            written.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
            item.set("value", Json.read(written.value()));
        }
        return answer;
    }
}
