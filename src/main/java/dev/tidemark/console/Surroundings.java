package dev.tidemark.console;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this service was started with, for templates: {@code {inject:console.hasSandbox}}. */
@Named("console")
@Singleton
public class Surroundings {
    private final boolean sandbox;
    private final boolean keys;

    Surroundings(
            @ConfigProperty(name = "tidemark.sandbox.enabled") Optional<Boolean> sandbox,
            @ConfigProperty(name = "tidemark.api.auth") Optional<String> auth) {
        this.sandbox = sandbox.orElse(false);
        this.keys = auth.filter("none"::equalsIgnoreCase).isEmpty();
    }

    public boolean hasSandbox() {
        return sandbox;
    }

    public boolean asksForKeys() {
        return keys;
    }
}
