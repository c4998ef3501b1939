package dev.tidemark.poll;

import dev.tidemark.change.Observation;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** What makes a view progressed, completed, ended. */
@ConfigMapping(prefix = "tidemark.views")
public interface ViewsConfig {
    /** Percentage at which a view counts as completed. */
    @WithDefault("90")
    int completedAt();

    /** Percentages that give ViewProgressed. */
    @WithDefault("25,50,75")
    List<Integer> milestones();

    /** No change for this long: the view has ended. */
    @WithDefault("15m")
    Duration quietAfter();

    default Observation.ViewRules rules() {
        return new Observation.ViewRules(
                completedAt(), milestones().stream().sorted().distinct().toList(), quietAfter());
    }
}
