package dev.tidemark.console.account;

import dev.tidemark.poll.progress.RoundProgress;
import dev.tidemark.poll.progress.RoundProgress.About;
import dev.tidemark.poll.progress.RoundProgress.Unknown;
import dev.tidemark.poll.progress.StreamProgress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How far an account is learned.
 *
 * @param learned lists that are known to their end
 * @param lists of so many
 */
record FirstWalk(int learned, int lists, String sentence) {
    static FirstWalk of(List<StreamProgress> streams) {
        List<StreamProgress> ahead =
                streams.stream().filter(stream -> stream.state().isLearning()).toList();
        int learned = streams.size() - ahead.size();
        return new FirstWalk(learned, streams.size(), sentence(learned, streams.size(), ahead));
    }

    private static String sentence(int learned, int lists, List<StreamProgress> ahead) {
        if (lists == 0) {
            return "Its lists are about to be read for the first time.";
        }
        if (ahead.isEmpty()) {
            return "All " + lists + " lists are known to their end.";
        }
        String left = longest(ahead)
                .map(time -> Spoken.about(time) + " left, by the slowest of the others.")
                .orElse("how long the others take is not known for each of them yet.");
        return learned + " of " + lists + " lists are known to their end; " + left;
    }

    /** They are walked side by side; empty where nobody can tell of one of them. */
    private static Optional<Duration> longest(List<StreamProgress> ahead) {
        List<Duration> known = ahead.stream()
                .flatMap(stream -> stream.round().map(RoundProgress::left).stream())
                .flatMap(left -> switch (left) {
                    case About about -> Optional.of(about.time()).stream();
                    case Unknown _ -> Optional.<Duration>empty().stream();
                })
                .toList();
        return known.size() < ahead.size() ? Optional.empty() : known.stream().max(Comparator.naturalOrder());
    }
}
