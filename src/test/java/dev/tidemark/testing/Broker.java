package dev.tidemark.testing;

import dev.tidemark.kafka.dev.DevBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Random;

/** The one real broker of the test JVM. */
public final class Broker {
    private static DevBroker broker;

    private Broker() {}

    public static synchronized DevBroker shared() {
        if (broker == null) {
            try {
                broker = new DevBroker(Files.createTempDirectory("tidemark-kafka"), freePorts());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return broker;
    }

    /**
     * A free port whose next one is free too; below the range that the system hands out, or another socket might take it
     * while the broker is away.
     */
    private static int freePorts() {
        Random random = new Random();
        while (true) {
            int port = 20_000 + 2 * random.nextInt(5_000);
            try (ServerSocket first = new ServerSocket(port);
                    ServerSocket second = new ServerSocket(port + 1)) {
                return Math.min(first.getLocalPort(), second.getLocalPort());
            } catch (IOException e) {
                // taken: another pair
            }
        }
    }
}
