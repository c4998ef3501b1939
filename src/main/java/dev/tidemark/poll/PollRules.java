package dev.tidemark.poll;

import dev.tidemark.account.MindstampConfig;
import dev.tidemark.change.Observation;
import dev.tidemark.mindstamp.budget.CallLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The configuration of polling as values. */
@ApplicationScoped
class PollRules {
    private final PollConfig poll;
    private final ViewsConfig views;
    private final FirstWalkConfig firstWalk;
    private final MindstampConfig mindstamp;

    PollRules(PollConfig poll, ViewsConfig views, FirstWalkConfig firstWalk, MindstampConfig mindstamp) {
        this.poll = poll;
        this.views = views;
        this.firstWalk = firstWalk;
        this.mindstamp = mindstamp;
    }

    PollPlanner planner() {
        return new PollPlanner(poll.headInterval(), mindstamp.callsPerHour(), StreamReader.ALL.size());
    }

    CallLimits limits() {
        return new CallLimits(
                mindstamp.callsPerMinute(),
                mindstamp.callsPerHour(),
                mindstamp.callersShare().value());
    }

    Observation.ViewRules views() {
        return views.rules();
    }

    Observation.FirstWalk firstWalk() {
        return firstWalk.firstWalk();
    }

    Duration tokenCheck() {
        return poll.tokenCheck();
    }

    String tokenCheckText() {
        return poll.tokenCheck().toMinutes() + " minutes";
    }
}
