package dev.tidemark.sandbox;

import dev.tidemark.sandbox.world.Scenario;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** The Mindstamp stand-in. */
@ConfigMapping(prefix = "tidemark.sandbox")
public interface SandboxConfig {
    /** Off: every route below /sandbox answers 404 and nothing is simulated. */
    @WithDefault("false")
    boolean enabled();

    /** The bearer token it accepts. */
    @WithDefault("sandbox-token")
    String token();

    /** Who comes and what they do; the same number gives the same story. */
    @WithDefault("1")
    long seed();

    /** What kind of story: steady, course, launch-day, quiet or messy. */
    @WithDefault("steady")
    Scenario scenario();

    /** Divides all durations of the simulation, 0.01 to 1000. */
    @WithDefault("1")
    @DecimalMin("0.01")
    @DecimalMax("1000")
    double speed();

    /** That many finished views lie in the 90 days before the start. */
    @WithDefault("0")
    @Min(0)
    @Max(1_000_000)
    int history();

    /** The callback inbox checks signatures with it: {@code whsec_} and base64. */
    Optional<String> inboxSecret();

    /** What is not known of Mindstamp. */
    @WithParentName
    SwitchConfig switches();

    /** What goes wrong. */
    @WithParentName
    FaultConfig faults();
}
