package dev.tidemark.console.account;

import dev.tidemark.poll.progress.RoundProgress;
import dev.tidemark.poll.progress.RoundProgress.About;
import dev.tidemark.poll.progress.RoundProgress.Basis;
import dev.tidemark.poll.progress.StreamProgress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        String left = left(ahead).orElse("how long the others take is not known for each of them yet.");
        return learned + " of " + lists + " lists are known to their end; " + left;
    }

    /** Empty where nobody can tell of one of them. */
    private static Optional<String> left(List<StreamProgress> ahead) {
        List<About> known = ahead.stream()
                .flatMap(stream -> stream.round().map(RoundProgress::left).stream())
                .flatMap(left -> left instanceof About about ? Stream.of(about) : Stream.empty())
                .toList();
        if (known.size() < ahead.size()) {
            return Optional.empty();
        }
        Duration slowest =
                known.stream().map(About::time).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        // They are walked side by side, but a call is spent once.
        Duration together = known.stream()
                .filter(about -> about.basis() == Basis.BUDGET)
                .map(About::time)
                .reduce(Duration.ZERO, Duration::plus);
        return Optional.of(
                together.compareTo(slowest) > 0
                        ? Spoken.about(together) + " left for all, by what the call budget allows."
                        : Spoken.about(slowest) + " left, by the slowest of the others.");
    }
}
