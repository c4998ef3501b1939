package dev.tidemark.bench.load;

import dev.tidemark.bench.PostgresOnDisk;
import dev.tidemark.bench.load.receiver.ReceiverProcess;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The application in this JVM, as it runs in production: its workers work, time runs, commits wait for the disk. */
public final class LoadProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("tidemark.workers.enabled", "true", "tidemark.sandbox.enabled", "false");
    }

    @Override
    public String getConfigProfile() {
        return new PostgresOnDisk().getConfigProfile();
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(RealTime.class);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(PostgresOnDisk.Server.class), new TestResourceEntry(ReceiverProcess.class));
    }
}
