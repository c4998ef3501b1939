package dev.tidemark.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/** Runs a test class on PostgreSQL instead of H2. */
public final class PostgresProfile implements QuarkusTestProfile {
    @Override
    public String getConfigProfile() {
        return "test,postgresql";
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(PostgresResource.class));
    }
}
