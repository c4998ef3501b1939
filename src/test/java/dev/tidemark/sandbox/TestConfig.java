package dev.tidemark.sandbox;

import dev.tidemark.sandbox.world.Scenario;
import java.util.Optional;

public record TestConfig(
        boolean enabled,
        String token,
        long seed,
        Scenario scenario,
        double speed,
        int history,
        Optional<String> inboxSecret)
        implements SandboxConfig {
    public static TestConfig withHistory(int views) {
        return new TestConfig(true, "sandbox-token", 1, Scenario.STEADY, 1, views, Optional.empty());
    }

    public static TestConfig withSecret(String secret) {
        return new TestConfig(true, "sandbox-token", 1, Scenario.STEADY, 1, 0, Optional.of(secret));
    }
}
