package dev.tidemark.poll;

import dev.tidemark.account.MindstampConfig;
import dev.tidemark.change.Observation;
import dev.tidemark.mindstamp.budget.CallLimits;
import dev.tidemark.poll.store.VideoRulesStore;
import dev.tidemark.poll.watch.Observations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The configuration of polling as values, with what the API says of single videos. */
@ApplicationScoped
class PollRules implements Observations {
    /** What another replica was told of a video is known here after so long. */
    private static final Duration REMEMBERED = Duration.ofSeconds(15);

    private final PollConfig poll;
    private final ViewsConfig views;
    private final FirstWalkConfig firstWalk;
    private final MindstampConfig mindstamp;
    private final VideoRulesStore videos;
    private final Clock clock;
    private final Map<String, Remembered> byAccount = new ConcurrentHashMap<>();

    private record Remembered(Instant at, Map<String, Observation.ViewRules> rules) {}

    PollRules(
            PollConfig poll,
            ViewsConfig views,
            FirstWalkConfig firstWalk,
            MindstampConfig mindstamp,
            VideoRulesStore videos,
            Clock clock) {
        this.poll = poll;
        this.views = views;
        this.firstWalk = firstWalk;
        this.mindstamp = mindstamp;
        this.videos = videos;
        this.clock = clock;
    }

    CallLimits limits() {
        return new CallLimits(
                mindstamp.callsPerMinute(),
                mindstamp.callsPerHour(),
                mindstamp.callersShare().value());
    }

    Duration headInterval() {
        return poll.headInterval();
    }

    @Override
    public Observation.ViewRules views() {
        return views.rules();
    }

    @Override
    public Observation.FirstWalk firstWalk() {
        return firstWalk.firstWalk();
    }

    @Override
    public Map<String, Observation.ViewRules> byVideo(String account) {
        Instant now = clock.instant();
        return byAccount
                .compute(
                        account,
                        (_, known) -> known != null && now.isBefore(known.at().plus(REMEMBERED))
                                ? known
                                : new Remembered(now, read(account)))
                .rules();
    }

    Duration tokenCheck() {
        return poll.tokenCheck();
    }

    String tokenCheckText() {
        return poll.tokenCheck().toMinutes() + " minutes";
    }

    private Map<String, Observation.ViewRules> read(String account) {
        return videos.ofAccount(account).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        one -> new Observation.ViewRules(
                                one.getValue().completedAt(), one.getValue().milestones(), views.quietAfter())));
    }
}
