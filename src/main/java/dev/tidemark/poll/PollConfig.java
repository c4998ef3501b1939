package dev.tidemark.poll;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When Mindstamp is asked. */
@ConfigMapping(prefix = "tidemark.poll")
public interface PollConfig {
    /** How often the planner looks for due work; not how often the API is called. */
    @WithDefault("1s")
    Duration tick();

    /** The shortest time between two walks of one stream; longer ones are spaced so that the hour's budget lasts. */
    @WithDefault("4s")
    Duration headInterval();

    /** How often an account whose token was refused is asked about again. */
    @WithDefault("15m")
    Duration tokenCheck();
}
