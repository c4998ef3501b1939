package dev.tidemark.kafka.dev;

import dev.tidemark.kafka.BootstrapConfig;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.Optional;

/** Dev mode brings its broker along, unless {@code kafka.bootstrap.servers} names another machine's. */
@ApplicationScoped
@IfBuildProfile("dev")
class DevBrokerStart {
    private static final String LOCAL = "127.0.0.1:";

    private final BootstrapConfig bootstrap;
    private Optional<DevBroker> broker = Optional.empty();

    DevBrokerStart(BootstrapConfig bootstrap) {
        this.bootstrap = bootstrap;
    }

    void start(@Observes @Priority(1) StartupEvent start) {
        broker = bootstrap
                .servers()
                .filter(servers -> servers.startsWith(LOCAL))
                .map(servers -> new DevBroker(
                        Path.of("data", "dev", "kafka"), Integer.parseInt(servers.substring(LOCAL.length()))));
    }

    void stop(@Observes @Priority(6000) ShutdownEvent end) {
        broker.ifPresent(DevBroker::close);
    }
}
