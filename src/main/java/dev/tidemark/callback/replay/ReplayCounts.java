package dev.tidemark.callback.replay;

import dev.tidemark.callback.replay.ReplayStore.Job;
import dev.tidemark.callback.subscriber.Audience;
import dev.tidemark.callback.subscriber.SubscriberStore;
import dev.tidemark.outbox.time.LogTimes;
import dev.tidemark.outbox.time.Part;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;

/**
 * Counts what replays will send, a part of the log at a time, each in a short transaction of its own that holds nothing
 * but the replay: neither appends nor deliveries wait for a count, however long the log is.
 */
@ApplicationScoped
class ReplayCounts {
    /** Events of the log in one part: with a filter all their documents are read at once, which bounds the memory. */
    private static final int FILTERED_SPAN = 2_000;

    private static final int SPAN = 10_000;

    private final ReplayStore replays;
    private final PartStore parts;
    private final CandidateStore candidates;
    private final SubscriberStore subscribers;
    private final LogTimes times;
    private final Clock clock;

    ReplayCounts(
            ReplayStore replays,
            PartStore parts,
            CandidateStore candidates,
            SubscriberStore subscribers,
            LogTimes times,
            Clock clock) {
        this.replays = replays;
        this.parts = parts;
        this.candidates = candidates;
        this.subscribers = subscribers;
        this.times = times;
        this.clock = clock;
    }

    /** Counts one part more. @return whether there is more to count */
    @Transactional(TxType.REQUIRES_NEW)
    boolean next(String id) {
        return replays.lockCounting(id)
                .flatMap(job ->
                        subscribers.findAudience(job.replay().subscription()).map(audience -> next(job, audience)))
                .orElse(false);
    }

    private boolean next(Job job, Audience audience) {
        Part next = nextOfItsTime(job);
        Search rest = new Search(audience, job.replay().range(), next.after(), next.upTo());
        Search part = rest.first(rest.filter().isPresent() ? FILTERED_SPAN : SPAN);
        List<Long> chosen = candidates.choose(part);
        String id = job.replay().id();
        if (!chosen.isEmpty() && !job.replay().isDryRun()) {
            parts.add(id, Chosen.of(part, chosen));
        }
        replays.counted(id, part.upTo(), chosen.size());
        boolean goesOn = part.upTo() < job.upTo();
        if (!goesOn) {
            end(job.replay(), job.replay().planned() + chosen.size());
        }
        return goesOn;
    }

    /** What is left of the log, from where there may be changes of the replay's time, to where there are none. */
    private Part nextOfItsTime(Job job) {
        Part left = new Part(job.place(), job.upTo());
        return times.of(job.replay().range().from(), job.replay().range().to(), job.place()).stream()
                .map(left::and)
                .filter(part -> !part.isEmpty())
                .findFirst()
                .orElse(new Part(job.upTo(), job.upTo()));
    }

    private void end(Replay replay, long planned) {
        if (replay.isDryRun() || planned == replay.made()) {
            replays.end(replay.id(), clock.instant());
        } else {
            replays.run(replay.id());
        }
    }
}
