package dev.tidemark.api.progress;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.mindstamp.budget.CallClass;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was spent of the budget of an account's token, whichever account used it. */
record CallsShown(
        @Schema(description = "calls of the last hour, by what for; callers are those passed on for other programs")
        @JsonProperty("last_hour")
        Map<String, Integer> lastHour) {

    static CallsShown of(Map<CallClass, Integer> lastHour) {
        return new CallsShown(words(lastHour));
    }

    /** Every class but these, in words. */
    static Map<String, Integer> words(Map<CallClass, Integer> calls, CallClass... without) {
        Map<String, Integer> words = new TreeMap<>();
        for (CallClass callClass : CallClass.values()) {
            if (!List.of(without).contains(callClass)) {
                words.put(callClass.name().toLowerCase(Locale.ROOT), calls.getOrDefault(callClass, 0));
            }
        }
        return words;
    }
}
