package dev.tidemark.poll.plan;

import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.poll.list.Walk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to ask next. Pure: prospects, time and budget in, decision out.
 *
 * <p>Each kind of question has a share of the calls, the news of a stream a part of theirs that grows with the square
 * root of its importance and tempo (detection.md C: that keeps the mean delay least). The one goes next that waits
 * longest, measured in its own intervals; so what one does not use is the others'.
 */
public final class PollPlanner {
    /** A row is made sure of only when a replica can no longer lag behind what was seen (detection.md B1 point 13). */
    public static final Duration CONFIRM_DELAY = Duration.ofSeconds(90);

    private static final double HEAD = 0.62;
    private static final double ROUND = 0.18;
    private static final double REFRESH = 0.12;
    private static final double CONFIRM = 0.05;
    private static final double MOST_CONFIRMS = 6;
    private static final double ANSWERS = 0.05;
    private static final double MEMBERS = 0.03;
    private static final double AUDIT = 0.1;
    /** What is half read is to be as it was at one time. */
    private static final double MEMBERS_RUNNING = 5 * MEMBERS;
    /** The rest of news that are half read goes before; not of an idle account, whose first page brought none. */
    private static final double RUNNING = 4;
    /** Below so many calls an hour the account is idle: what does not happen in its views happens nowhere. */
    private static final double IDLE_RATE = 2 * Pace.IDLE_PER_HOUR;

    private final Duration headInterval;

    /** @param headInterval the shortest time between two looks at the newest rows of a stream */
    public PollPlanner(Duration headInterval) {
        this.headInterval = headInterval;
    }

    /** A question and how long it waits, in its intervals. */
    private record Candidate(Ask ask, double urgency) {}

    /**
     * The most urgent question.
     *
     * @param callsPerHour the pace of the account
     * @param refused classes that the budget allows no call now
     */
    public Optional<Ask> next(List<Prospect> prospects, double callsPerHour, Set<CallClass> refused, Instant now) {
        double heads = prospects.stream()
                .mapToDouble(prospect -> weight(prospect, callsPerHour))
                .sum();
        List<Candidate> candidates = new ArrayList<>();
        for (Prospect prospect : prospects) {
            if (!prospect.dueAt().isAfter(now)) {
                double head = HEAD * weight(prospect, callsPerHour) / heads;
                consider(candidates, prospect, head * callsPerHour, callsPerHour, now);
            }
        }
        return candidates.stream()
                .filter(candidate -> !refused.contains(candidate.ask().callClass()))
                .max(Comparator.comparingDouble(Candidate::urgency))
                .map(Candidate::ask);
    }

    private void consider(
            List<Candidate> candidates, Prospect prospect, double headRate, double callsPerHour, Instant now) {
        StreamName stream = prospect.stream();
        if (prospect.hasHead()
                && (prospect.headRuns() || !now.isBefore(prospect.headAt().plus(headInterval)))) {
            boolean hurries = prospect.headRuns() && callsPerHour > IDLE_RATE;
            double rate = hurries ? headRate * RUNNING : headRate;
            candidates.add(new Candidate(new Ask.Head(stream), waited(prospect.headAt(), now) * rate));
        }
        if (prospect.certificate().isKnown() && !now.isBefore(prospect.roundFrom())) {
            double rate = ROUND * callsPerHour * size(stream) + (prospect.hasHead() ? 0 : headRate);
            candidates.add(
                    new Candidate(new Ask.Round(stream, prospect.learning()), waited(prospect.roundAt(), now) * rate));
        }
        consider(candidates, new Ask.Refresh(stream), prospect.refreshFrom(), REFRESH * callsPerHour, now);
        consider(
                candidates, new Ask.Confirm(stream), prospect.confirmFrom(), confirmRate(prospect) * callsPerHour, now);
        consider(candidates, new Ask.Answers(stream), prospect.answersFrom(), ANSWERS * callsPerHour, now);
        consider(candidates, new Ask.Audit(stream), prospect.auditFrom(), AUDIT * callsPerHour, now);
        double members = prospect.membersRun() ? MEMBERS_RUNNING : MEMBERS;
        consider(candidates, new Ask.Members(stream), prospect.membersFrom(), members * callsPerHour, now);
    }

    private static void consider(
            List<Candidate> candidates, Ask ask, Optional<Instant> from, double rate, Instant now) {
        from.filter(since -> !since.isAfter(now))
                .ifPresent(since -> candidates.add(new Candidate(ask, waited(since, now) * rate)));
    }

    /** Many missing rows are made sure of faster. */
    private static double confirmRate(Prospect prospect) {
        return CONFIRM * Math.min(MOST_CONFIRMS, 1 + prospect.missing() / 5.0);
    }

    private static double waited(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toMillis()) / 3_600_000.0;
    }

    /** How often a stream's news are worth a look beside the others' (detection.md C, square-root rule). */
    private static double weight(Prospect prospect, double callsPerHour) {
        if (callsPerHour <= IDLE_RATE) {
            return prospect.stream() == StreamName.VIEWS ? 1 : 0.05;
        }
        // A list that comes whole costs as many pages as it is long, in everything but calls.
        double cost = Math.max(1, prospect.certificate().capacity() / (double) Walk.PAGE);
        return Math.sqrt(importance(prospect.stream()) * (prospect.tempo() + 1) / cost);
    }

    private static double importance(StreamName stream) {
        return switch (stream) {
            case VIEWS -> 1;
            case INTERACTIONS -> 0.25;
            case VIEWERS -> 0.04;
            case VIDEOS, GROUPS, SERIES, PLINKS, ACCESS_LISTS -> 0.01;
            case GROUP_VIDEOS, SERIES_VIDEOS, ACCESS_LIST_ENTRIES -> 0;
        };
    }

    /** Of the calls for rounds: the long lists get more. */
    private static double size(StreamName stream) {
        return switch (stream) {
            case VIEWS -> 0.7;
            case INTERACTIONS -> 0.3;
            case VIEWERS, VIDEOS, GROUPS, SERIES, PLINKS, ACCESS_LISTS -> 0.1;
            case GROUP_VIDEOS, SERIES_VIDEOS, ACCESS_LIST_ENTRIES -> 0;
        };
    }
}
