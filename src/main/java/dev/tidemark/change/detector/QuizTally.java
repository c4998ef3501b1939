package dev.tidemark.change.detector;

import dev.tidemark.event.EventData;
import dev.tidemark.event.RowFacts;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.platform.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a view's quiz went: answers that are right or wrong, or what Mindstamp itself says of it. */
record QuizTally(
        int right, int wrong, int answered, @Nullable Integer percentage) {
    /** @param stored the view's interactions; empty where nothing can be said */
    static Optional<QuizTally> of(View view, List<byte[]> stored) {
        List<Interaction> responses = stored.stream()
                .map(fields -> new Interaction("", Json.readObject(fields)))
                .filter(Interaction::isResponse)
                .toList();
        int right = count(responses, true);
        int wrong = count(responses, false);
        Optional<Integer> correctness = view.correctness().filter(share -> share >= 0 && share <= 100);
        if (right + wrong == 0 && correctness.isEmpty()) {
            return Optional.empty();
        }
        Integer percentage = right + wrong > 0
                ? Integer.valueOf(Math.round(100f * right / (right + wrong)))
                : correctness.orElse(null);
        return Optional.of(new QuizTally(right, wrong, responses.size(), percentage));
    }

    EventData told(RowFacts facts) {
        return new EventData.QuizScored(facts, right, wrong, answered, percentage);
    }

    private static int count(List<Interaction> responses, boolean correct) {
        return (int) responses.stream()
                .filter(response ->
                        response.correct().filter(is -> is == correct).isPresent())
                .count();
    }
}
