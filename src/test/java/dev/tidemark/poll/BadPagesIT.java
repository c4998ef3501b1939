package dev.tidemark.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.event.EventType;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.poll.store.PoisonStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that hide the others of their page are gone past, so that what stands around them is told all the same. */
@QuarkusTest
class BadPagesIT extends StubbedPolling {
    private static final int SIX_MEGABYTES = 6_000_000;

    @Inject
    PoisonStore poison;

    BadPagesIT() {
        super(Duration.ofSeconds(30));
    }

    @BeforeEach
    void a_stream_of_views_is_known() {
        // Others' calls may lie in what is the future here.
        clock.advance(Duration.ofDays(2));
        watch(Duration.ofMinutes(5));
    }

    @Test
    void two_rows_that_are_too_large_together_hide_no_other_one() {
        IntStream.rangeClosed(1, 20).forEach(i -> views.add("n" + i, clock.instant(), 10));
        views.row("n5").put("custom", "x".repeat(SIX_MEGABYTES));
        views.row("n6").put("custom", "x".repeat(SIX_MEGABYTES));

        watch(Duration.ofMinutes(12));

        assertThat(told(EventType.VIEW_STARTED))
                .extracting(StoredEvent::subject)
                .hasSize(18)
                .doesNotContain("views/n5", "views/n6");
        assertThat(poison.ofAccount(id, 10))
                .allSatisfy(row -> assertThat(row.reason()).contains("most of it is custom"))
                .extracting(PoisonStore.Kept::rowId)
                .containsExactlyInAnyOrder("n5", "n6");
        assertThat(mindstamp.requests("interactions"))
                .as("nobody waits for them")
                .isGreaterThan(5);
    }
}
