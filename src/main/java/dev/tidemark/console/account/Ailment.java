package dev.tidemark.console.account;

import dev.tidemark.poll.condition.OpenConditions;
import dev.tidemark.poll.progress.StreamProgress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that is wrong with an account that is watched.
 *
 * @param cure what to do; empty where the problem says it
 */
record Ailment(String what, Optional<Instant> since, String cure) {
    static List<Ailment> of(List<OpenConditions.Open> conditions, List<StreamProgress> streams) {
        Stream<Ailment> open =
                conditions.stream().map(one -> new Ailment(said(one.type()), Optional.of(one.since()), one.advice()));
        Stream<Ailment> lists = streams.stream()
                .flatMap(stream -> stream.state().problem().stream()
                        .map(problem -> new Ailment(
                                "The list of " + stream.state().stream().text() + ": " + problem,
                                Optional.empty(),
                                "")));
        int poison = streams.stream().mapToInt(StreamProgress::poison).sum();
        Stream<Ailment> unreadable = poison == 0
                ? Stream.empty()
                : Stream.of(new Ailment(
                        poison == 1 ? "1 row cannot be read." : poison + " rows cannot be read.",
                        Optional.empty(),
                        "Each is read as soon as it can be; below is what came."));
        return Stream.of(open, lists, unreadable).flatMap(all -> all).toList();
    }

    private static String said(String type) {
        return switch (type) {
            case "SourceThrottled" -> "Mindstamp turns calls away for now.";
            case "SourceLagging" -> "It is known later than it should be.";
            case "SourceUnauthorized" -> "Mindstamp refuses the token.";
            default -> type + ".";
        };
    }
}
