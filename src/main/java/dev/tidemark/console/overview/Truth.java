package dev.tidemark.console.overview;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One sentence of how things are.
 *
 * @param tone of the banner: good, warn or bad
 * @param since when the worst of what is wrong began, where that is known
 */
record Truth(String tone, String sentence, Optional<Instant> since, String more) {
    /** @param accounts how many are watched; events how many were told in the last hour */
    static Truth of(List<Trouble> troubles, int accounts, long events) {
        if (accounts == 0) {
            return new Truth(
                    "warn",
                    "Nothing is watched yet.",
                    Optional.empty(),
                    "Add a Mindstamp account, and what its viewers do becomes events.");
        }
        if (troubles.isEmpty()) {
            return new Truth(
                    "good",
                    "All well.",
                    Optional.empty(),
                    events == 0
                            ? "No event in the last hour: nobody watched, or what was there before is still being learned."
                            : String.format(
                                    Locale.ROOT, "%,d %s in the last hour.", events, events == 1 ? "event" : "events"));
        }
        Trouble worst = troubles.stream()
                .min(Comparator.comparing(trouble -> !trouble.isGrave()))
                .orElseThrow();
        int others = troubles.size() - 1;
        String more = worst.cure()
                + (others == 0
                        ? ""
                        : " " + others + (others == 1 ? " more problem is" : " more problems are") + " below.");
        return new Truth(worst.tone(), worst.what(), worst.since(), more);
    }
}
