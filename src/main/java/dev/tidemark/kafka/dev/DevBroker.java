package dev.tidemark.kafka.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker (KRaft, one node) in this JVM, for dev mode and tests. Its classes are an optional dependency: the
 * packaged jars do not hold them, and nothing outside dev mode and tests names this class.
 */
public final class DevBroker implements AutoCloseable {
    private final Path folder;
    private final Path settings;
    private final int port;
    private KafkaRaftServer server;

    /**
     * Formats the folder when it is new, and starts.
     *
     * @param port where clients connect on 127.0.0.1; the next port is the controller's
     */
    public DevBroker(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        this.settings = folder.resolve("server.properties");
        this.server = start();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Goes away as a broker does that is shut down; its data stay. */
    public void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Comes back on the same port with the same data. */
    public void restart() {
        server = start();
    }

    @Override
    public void close() {
        stop();
    }

    private KafkaRaftServer start() {
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + (port + 1)),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + (port + 1)),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("log.dirs", folder.resolve("log").toString()),
                Map.entry("num.partitions", "3"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0")));
        format(properties);
        KafkaRaftServer broker = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        broker.startup();
        return broker;
    }

    private void format(Properties properties) {
        if (Files.exists(folder.resolve("log").resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(folder);
            try (var out = Files.newBufferedWriter(settings)) {
                properties.store(out, null);
            }
            StorageTool.execute(
                    new String[] {
                        "format", "-t", Uuid.randomUuid().toString(), "-c", settings.toString(), "--ignore-formatted"
                    },
                    new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
