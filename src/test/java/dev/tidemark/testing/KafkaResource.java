package dev.tidemark.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.function.Consumer;

/** Gives a test the real broker; a field of type {@code Consumer<String>} takes it away ("stop") and back ("start"). */
public class KafkaResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of("kafka.bootstrap.servers", Broker.shared().bootstrapServers());
    }

    @Override
    public void inject(TestInjector injector) {
        Consumer<String> power = command -> {
            switch (command) {
                case "stop" -> Broker.shared().stop();
                case "start" -> Broker.shared().restart();
                default -> throw new IllegalArgumentException(command);
            }
        };
        injector.injectIntoFields(power, new TestInjector.AnnotatedAndMatchesType(BrokerPower.class, Consumer.class));
    }

    @Override
    public void stop() {
        // shared by the whole JVM, ends with it
    }
}
