package dev.tidemark.poll.plan;

import dev.tidemark.change.StreamName;
import dev.tidemark.poll.list.Certificate;
import dev.tidemark.poll.list.Placed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A stream that wants nothing until it is told what; its list is sorted and was walked before. */
final class Outlook {
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant NEVER = NOW.plusSeconds(1_000_000_000);

    private final StreamName stream;
    private Certificate certificate = Certificate.none(NOW).with(List.<Placed>of(), 10, NOW);
    private boolean learning;
    private double tempo;
    private Instant dueAt = Instant.EPOCH;
    private Instant headAt = NEVER;
    private boolean headRuns;
    private Instant roundAt = NEVER;
    private Instant roundFrom = NEVER;
    private Optional<Instant> refreshFrom = Optional.empty();
    private Optional<Instant> confirmFrom = Optional.empty();
    private int missing;
    private Optional<Instant> answersFrom = Optional.empty();
    private Optional<Instant> membersFrom = Optional.empty();
    private boolean membersRun;
    private Optional<Instant> auditFrom = Optional.empty();

    private Outlook(StreamName stream) {
        this.stream = stream;
    }

    static Outlook of(StreamName stream) {
        return new Outlook(stream);
    }

    StreamName stream() {
        return stream;
    }

    Outlook listed(Certificate other) {
        certificate = other;
        return this;
    }

    Certificate certificate() {
        return certificate;
    }

    Outlook tempo(double eventsPerHour) {
        tempo = eventsPerHour;
        return this;
    }

    Outlook dueAt(Instant at) {
        dueAt = at;
        return this;
    }

    Outlook head(Instant asked) {
        headAt = asked;
        return this;
    }

    /** In the middle of a walk of the newest rows. */
    Outlook headRuns(Instant asked) {
        headRuns = true;
        return head(asked);
    }

    Outlook round(Instant asked) {
        roundAt = asked;
        roundFrom = Instant.EPOCH;
        return this;
    }

    Outlook roundFrom(Instant from) {
        roundFrom = from;
        return this;
    }

    Outlook firstRound(Instant asked) {
        learning = true;
        return round(asked);
    }

    Outlook refresh(Instant from) {
        refreshFrom = Optional.of(from);
        return this;
    }

    Outlook confirm(Instant from, int rows) {
        confirmFrom = Optional.of(from);
        missing = rows;
        return this;
    }

    Outlook answers(Instant from) {
        answersFrom = Optional.of(from);
        return this;
    }

    Outlook members(Instant from) {
        membersFrom = Optional.of(from);
        return this;
    }

    /** In the middle of what belongs to one of its rows. */
    Outlook membersRun(Instant asked) {
        membersRun = true;
        return members(asked);
    }

    Outlook audit(Instant from) {
        auditFrom = Optional.of(from);
        return this;
    }

    Prospect prospect() {
        return new Prospect(
                stream,
                certificate,
                learning,
                tempo,
                dueAt,
                headAt,
                headRuns,
                roundAt,
                roundFrom,
                refreshFrom,
                confirmFrom,
                missing,
                answersFrom,
                membersFrom,
                auditFrom,
                membersRun);
    }
}
