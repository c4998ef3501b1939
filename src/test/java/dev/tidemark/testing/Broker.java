package dev.tidemark.testing;

import dev.tidemark.kafka.DevBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;

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

    /** A free port whose next one is free too. */
    private static int freePorts() throws IOException {
        while (true) {
            try (ServerSocket first = new ServerSocket(0);
                    ServerSocket second = new ServerSocket(first.getLocalPort() + 1)) {
                return second.getLocalPort() - 1;
            } catch (IOException e) {
                // the next port is taken: another pair
            }
        }
    }
}
