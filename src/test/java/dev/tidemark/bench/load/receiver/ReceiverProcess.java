package dev.tidemark.bench.load.receiver;

import dev.tidemark.bench.load.process.Jvm;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The receiver in its own JVM; the application of the tests is told where it is, and has it as its one subscription. */
public final class ReceiverProcess implements QuarkusTestResourceLifecycleManager {
    private Jvm running;

    @Override
    public Map<String, String> start() {
        running = new Jvm(
                ReceiverMain.class,
                List.of("-Xmx512m", "-XX:+UseSerialGC"),
                Path.of("target/load/receiver.log"),
                Receiver.SECRET);
        String url = "http://127.0.0.1:" + running.line();
        return Map.of(
                Receiver.URL_KEY,
                url,
                "tidemark.subscriptions." + Receiver.PACED + ".url",
                url + "/ok/" + Receiver.PACED,
                "tidemark.subscriptions." + Receiver.PACED + ".secret",
                Receiver.SECRET);
    }

    @Override
    public void stop() {
        running.close();
    }
}
