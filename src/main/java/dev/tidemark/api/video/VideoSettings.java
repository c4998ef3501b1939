package dev.tidemark.api.video;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.Problem.FieldError;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.poll.store.VideoRulesStore.VideoRules;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a video counts as completed and progressed. */
record VideoSettings(
        @Schema(description = "percentage at which a view of the video counts as completed, 1–100", examples = "80")
        @JsonProperty("completed_at")
        @Nullable
        Integer completedAt,

        @Schema(
                description = "percentages that give ViewProgressed, 1–100, ascending, none above completed_at; may be"
                        + " empty")
        @Nullable
        List<@Nullable Integer> milestones) {

    static VideoSettings of(VideoRules rules) {
        return new VideoSettings(rules.completedAt(), List.copyOf(rules.milestones()));
    }

    /** @throws ProblemException 422 naming every field that cannot be used */
    VideoRules toRules() {
        List<FieldError> errors = new ArrayList<>();
        int completed = completedAt == null ? 0 : completedAt;
        if (completedAt == null) {
            errors.add(new FieldError("completed_at", "is missing; give a percentage of 1–100"));
        } else if (!isPercentage(completed)) {
            errors.add(new FieldError("completed_at", "must be a percentage of 1–100, not " + completed));
        }
        List<Integer> given = new ArrayList<>();
        if (milestones == null) {
            errors.add(new FieldError("milestones", "is missing; give percentages of 1–100, or [] for none"));
        } else {
            check(milestones, isPercentage(completed) ? completed : 100, given, errors);
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
        return new VideoRules(completed, given);
    }

    private static void check(
            List<@Nullable Integer> milestones, int most, List<Integer> given, List<FieldError> errors) {
        for (int i = 0; i < milestones.size(); i++) {
            Integer milestone = milestones.get(i);
            String field = "milestones[" + i + "]";
            if (milestone == null || !isPercentage(milestone)) {
                errors.add(new FieldError(field, "must be a percentage of 1–100, not " + milestone));
            } else if (!given.isEmpty() && milestone <= given.getLast()) {
                errors.add(new FieldError(field, milestone + " must be more than " + given.getLast() + " before it"));
            } else if (milestone > most) {
                errors.add(new FieldError(field, milestone + " must not be more than completed_at (" + most + ")"));
            } else {
                given.add(milestone);
            }
        }
    }

    private static boolean isPercentage(int number) {
        return number >= 1 && number <= 100;
    }
}
