package dev.tidemark.poll;

import dev.tidemark.change.Observation;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;

/** What the history of an account becomes. */
@ConfigMapping(prefix = "tidemark.first-walk")
public interface FirstWalkConfig {
    @WithParentName
    @WithDefault("baseline")
    Observation.FirstWalk firstWalk();
}
