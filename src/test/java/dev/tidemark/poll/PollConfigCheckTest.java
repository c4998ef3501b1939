package dev.tidemark.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.account.MindstampConfig;
import dev.tidemark.platform.Percent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PollConfigCheckTest {
    private record Views(int completedAt, List<Integer> milestones, Duration quietAfter) implements ViewsConfig {}

    private record Poll(Duration tick, Duration headInterval, Duration tokenCheck) implements PollConfig {}

    private record Mindstamp(int callsPerMinute, int callsPerHour) implements MindstampConfig {
        @Override
        public String url() {
            return "https://api.mindstamp.com/api/v1";
        }

        @Override
        public Optional<String> token() {
            return Optional.empty();
        }

        @Override
        public Percent callersShare() {
            return Percent.parse("20%");
        }
    }

    private static final Duration QUIET = Duration.ofMinutes(15);

    @Test
    void a_milestone_above_completion_is_refused_by_name() {
        assertThat(PollConfigCheck.mistakes(new Views(50, List.of(25, 50, 75), QUIET)))
                .singleElement()
                .asString()
                .contains("tidemark.views.milestones", "75", "tidemark.views.completed-at (50)");
    }

    @Test
    void what_makes_sense_is_accepted() {
        assertThat(PollConfigCheck.mistakes(new Views(90, List.of(25, 50, 75, 90), QUIET)))
                .isEmpty();
        assertThat(PollConfigCheck.mistakes(new Views(100, List.of(), QUIET))).isEmpty();
        assertThat(PollConfigCheck.mistakes(new Mindstamp(1, 1))).isEmpty();
        assertThat(PollConfigCheck.mistakes(
                        new Poll(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofMinutes(15))))
                .isEmpty();
    }

    @Test
    void each_mistake_names_its_key() {
        assertThat(PollConfigCheck.mistakes(new Views(0, List.of(0, 101), Duration.ZERO)))
                .hasSize(4)
                .allMatch(text -> text.startsWith("tidemark.views."));
        assertThat(PollConfigCheck.mistakes(new Mindstamp(0, -1)))
                .hasSize(2)
                .allMatch(text -> text.contains("must be at least 1"));
        assertThat(PollConfigCheck.mistakes(new Poll(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(-1))))
                .hasSize(3);
    }
}
