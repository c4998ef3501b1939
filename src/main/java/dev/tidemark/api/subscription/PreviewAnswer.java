package dev.tidemark.api.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.callback.filter.Verdict;
import dev.tidemark.callback.format.Rendered;
import dev.tidemark.callback.trial.Preview;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a draft would have got.
 *
 * @param lookedAt how many of the newest events
 * @param samples the newest that match and the newest that do not, up to 20 of each
 */
record PreviewAnswer(@JsonProperty("looked_at") int lookedAt, int matched, List<Sample> samples) {
    private static final int LONGEST_BODY = 2048;

    /**
     * One event.
     *
     * @param reason why it does not match, unless the steps say so
     * @param steps the filter's conditions, each with what it came to
     * @param body the start of what would have been sent
     * @param problem why its body cannot be written
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Sample(
            String event,
            String type,
            Instant time,
            boolean matched,
            @Nullable String reason,
            List<Step> steps,
            @Nullable String body,
            @JsonProperty("body_cut") @Nullable Boolean bodyCut,
            @JsonProperty("content_type") @Nullable String contentType,
            @Nullable String problem) {

        static Sample of(Preview.Sample sample) {
            Optional<Rendered.Body> body = sample.body().flatMap(Sample::body);
            return new Sample(
                    sample.event().id(),
                    sample.event().type().shortName(),
                    sample.event().time(),
                    sample.matched(),
                    sample.reason().orElse(null),
                    sample.steps().stream().map(Step::of).toList(),
                    body.map(Sample::start).orElse(null),
                    body.map(one -> one.bytes().length > LONGEST_BODY).orElse(null),
                    body.map(Rendered.Body::contentType).orElse(null),
                    sample.body().flatMap(Sample::problem).orElse(null));
        }

        private static Optional<Rendered.Body> body(Rendered rendered) {
            return switch (rendered) {
                case Rendered.Body body -> Optional.of(body);
                case Rendered.Failed _ -> Optional.empty();
            };
        }

        private static Optional<String> problem(Rendered rendered) {
            return switch (rendered) {
                case Rendered.Body _ -> Optional.empty();
                case Rendered.Failed failed -> Optional.of(failed.why());
            };
        }

        private static String start(Rendered.Body body) {
            return new String(body.bytes(), 0, Math.min(body.bytes().length, LONGEST_BODY), UTF_8);
        }
    }

    /** One condition and what it came to. */
    record Step(String expression, String outcome) {
        static Step of(Verdict.Step step) {
            return new Step(step.expression(), step.outcome());
        }
    }

    static PreviewAnswer of(Preview.Seen seen) {
        return new PreviewAnswer(
                seen.lookedAt(),
                seen.matched(),
                seen.samples().stream().map(Sample::of).toList());
    }
}
