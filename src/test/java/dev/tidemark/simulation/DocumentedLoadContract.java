package dev.tidemark.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How soon things are known under the documented load: goals in virtual time, which no busy machine can miss. */
abstract class DocumentedLoadContract {
    private static final double NEW_P50 = 5;
    private static final double NEW_P95 = 15;
    private static final double FINAL_P50 = 5;
    private static final double FINAL_P95 = 17;
    /** What is found missing is made sure of. */
    private static final Duration CONFIRMED = Duration.ofMinutes(10);

    private final DocumentedLoad load;

    DocumentedLoadContract(DocumentedLoad load) {
        this.load = load;
    }

    @Test
    void new_views_are_known_within_seconds() {
        System.out.println(load.table());
        assertThat(Delays.percentile(load.live().news(), 50)).isLessThanOrEqualTo(NEW_P50);
        assertThat(Delays.percentile(load.live().news(), 95)).isLessThanOrEqualTo(NEW_P95);
    }

    @Test
    void so_are_views_as_they_were_last() {
        assertThat(Delays.percentile(load.live().finals(), 50)).isLessThanOrEqualTo(FINAL_P50);
        assertThat(Delays.percentile(load.live().finals(), 95)).isLessThanOrEqualTo(FINAL_P95);
    }

    @Test
    void what_no_new_page_shows_is_known_within_two_rounds() {
        assertThat(load.live().returns()).isNotEmpty();
        assertThat(most(load.live().returns())).isLessThanOrEqualTo(twoRounds());
        assertThat(load.live().deletions()).isNotEmpty();
        assertThat(most(load.live().deletions()))
                .isLessThanOrEqualTo(twoRounds().plus(CONFIRMED));
    }

    @Test
    void nothing_is_missed() {
        assertThat(load.live().missed()).isZero();
        assertThat(load.live().stale()).isZero();
        assertThat(load.live().notGone()).isZero();
        assertThat(load.violations()).isEmpty();
    }

    @Test
    void learning_does_not_hold_the_news_up() {
        assertThat(Delays.percentile(load.learning().news(), 95))
                .isLessThanOrEqualTo(1.2 * Delays.percentile(load.live().news(), 95));
    }

    private Duration twoRounds() {
        return load.longestRound().multipliedBy(2);
    }

    private static Duration most(List<Duration> delays) {
        return delays.stream().max(Duration::compareTo).orElseThrow();
    }
}
