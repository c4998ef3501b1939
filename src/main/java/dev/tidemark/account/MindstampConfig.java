package dev.tidemark.account;

import dev.tidemark.platform.Percent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The Mindstamp account of a service that watches one, and the budget of every token. */
@ConfigMapping(prefix = "tidemark.mindstamp")
public interface MindstampConfig {
    /** Base of the API. */
    @WithDefault("https://api.mindstamp.com/api/v1")
    String url();

    /** If set, an account named {@code default} exists from the start. */
    Optional<String> token();

    @WithDefault("100")
    int callsPerMinute();

    @WithDefault("1000")
    int callsPerHour();

    /** The most that passed-on calls may use of either. */
    @WithDefault("20%")
    Percent callersShare();
}
