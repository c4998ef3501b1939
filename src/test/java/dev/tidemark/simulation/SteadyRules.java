package dev.tidemark.simulation;

import dev.tidemark.change.Observation;
import dev.tidemark.poll.watch.Observations;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What an account has without configuration: history is learned silently, and all videos have the same rules. */
public record SteadyRules(Observation.ViewRules views) implements Observations {
    public static SteadyRules quietAfter(Duration quiet) {
        return new SteadyRules(new Observation.ViewRules(90, List.of(25, 50, 75), quiet));
    }

    @Override
    public Observation.FirstWalk firstWalk() {
        return Observation.FirstWalk.BASELINE;
    }

    @Override
    public Map<String, Observation.ViewRules> byVideo(String account) {
        return Map.of();
    }
}
