package dev.tidemark.bench.load;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is run and how large, from {@code -Dload.…}.
 *
 * @param cases {@code load.cases}: names with commas between; all when it is not given
 * @param rounds {@code load.rounds}: how often all of it, of which the table has each case's median; more against noise
 * @param deliveries {@code load.deliveries}: of most cases
 * @param large {@code load.large}: deliveries of the case that is about cost
 * @param paced {@code load.paced}: events of the paced cases, a hundred a second
 * @param history {@code load.history}: old events of the longer of two histories; the shorter has a tenth
 * @param backlog {@code load.backlog}: deliveries that wait when the service starts
 * @param jvm {@code load.jvm}: more options of the service's JVM, with spaces between, such as those of a profiler
 */
record Settings(
        Set<Case> cases, int rounds, int deliveries, int large, int paced, int history, int backlog, List<String> jvm) {
    /** In the order they are run; what is compared is run one after the other. */
    enum Case {
        RAW,
        TEN,
        SLOW,
        HANGING,
        ONE,
        HUNDRED,
        YARDSTICK,
        FAILING,
        PACED,
        LARGE,
        HISTORY,
        BACKLOG
    }

    static Settings read() {
        return new Settings(
                cases(System.getProperty("load.cases", "")),
                Integer.getInteger("load.rounds", 1),
                Integer.getInteger("load.deliveries", 10_000),
                Integer.getInteger("load.large", 50_000),
                Integer.getInteger("load.paced", 9_000),
                Integer.getInteger("load.history", 1_000_000),
                Integer.getInteger("load.backlog", 20_000),
                Arrays.stream(System.getProperty("load.jvm", "").split(" "))
                        .filter(option -> !option.isEmpty())
                        .toList());
    }

    private static Set<Case> cases(String names) {
        if (names.isBlank()) {
            return EnumSet.allOf(Case.class);
        }
        return Arrays.stream(names.split(","))
                .map(name -> Case.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Case.class)));
    }
}
