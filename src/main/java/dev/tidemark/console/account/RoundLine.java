package dev.tidemark.console.account;

import dev.tidemark.poll.progress.RoundProgress;
import dev.tidemark.poll.progress.RoundProgress.About;
import dev.tidemark.poll.progress.RoundProgress.Unknown;
import dev.tidemark.poll.progress.StreamProgress;
import dev.tidemark.poll.state.StreamState;
import java.time.Instant;
import java.util.Optional;

/**
 * The walk round a list in words, as many of them whatever it does, so that nothing jumps.
 *
 * @param running it is under way
 * @param percent of the bar; empty where nobody can tell
 * @param basis what is counted, and what the time is estimated by
 * @param since when the last whole one began; empty while one is under way, or before there was one
 */
record RoundLine(boolean running, Optional<Integer> percent, String left, String basis, Optional<Instant> since) {
    static RoundLine of(StreamProgress progress) {
        return progress.round().map(RoundLine::under).orElseGet(() -> between(progress.state()));
    }

    private static RoundLine under(RoundProgress round) {
        String walk = round.first() ? "first walk" : "walk";
        String left = walk
                + switch (round.left()) {
                    case About about -> ": " + Spoken.about(about.time()) + " left";
                    case Unknown(RoundProgress.Why why) ->
                        why == RoundProgress.Why.STANDS ? " stands still" : ": time left unknown";
                };
        return new RoundLine(true, round.percent(), left, read(round) + "; " + basis(round), Optional.empty());
    }

    private static String read(RoundProgress round) {
        return round.total()
                .map(total -> Spoken.grouped(round.rows()) + " of about " + Spoken.rows(total))
                .orElseGet(() -> Spoken.pages(round.pages()) + " read");
    }

    private static String basis(RoundProgress round) {
        return switch (round.left()) {
            case About(var _, long _, RoundProgress.Basis basis) ->
                switch (basis) {
                    case PACE -> "by its pace so far";
                    case BUDGET -> "by what the call budget allows";
                };
            case Unknown(RoundProgress.Why why) ->
                switch (why) {
                    case STANDS -> "it is not asked now";
                    case NO_TOTAL -> "Mindstamp does not say how many there are";
                    case NO_ORDER -> "in no order, so walked until nothing new comes";
                    case NO_PACE -> round.pages() < 2 ? "it has just begun" : "no page of it came lately";
                };
        };
    }

    private static RoundLine between(StreamState state) {
        if (state.isLearning()) {
            return new RoundLine(
                    false, Optional.empty(), "first walk has not begun", "it waits for its turn", Optional.empty());
        }
        String basis = state.certificate().whole() ? "read whole with every call" : "every row was read";
        return new RoundLine(false, Optional.of(100), "between two walks", basis, state.sweptAt());
    }
}
