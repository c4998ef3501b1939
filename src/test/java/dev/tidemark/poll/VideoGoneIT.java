package dev.tidemark.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.account.AccountStore;
import dev.tidemark.event.EventType;
import dev.tidemark.outbox.EventFilter;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.testing.MindstampStub;
import dev.tidemark.testing.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether a video that its list does not show is gone is asked by its token, as Mindstamp documents. */
@QuarkusTest
class VideoGoneIT {
    private static final String VIDEO = "{\"id\":\"v-1\",\"token\":\"aVOfEGmGrZlG\",\"title\":\"Nine\"}";

    @Inject
    Poller poller;

    @Inject
    AccountStore accounts;

    @Inject
    EventStore events;

    @Inject
    TestClock clock;

    private final String account = "video-gone-" + UUID.randomUUID().toString().substring(0, 8);
    private final MindstampStub mindstamp = new MindstampStub();

    @BeforeEach
    void a_video_is_known() {
        // Others' calls may lie in what is the future here.
        clock.advance(Duration.ofDays(2));
        accounts.put(account, account, mindstamp.url(), MindstampStub.TOKEN);
        mindstamp.on("videos", MindstampStub.json(200, "[" + VIDEO + "]"));
        // By its id it is not found: only the token is documented.
        mindstamp.on("videos/aVOfEGmGrZlG", MindstampStub.json(200, VIDEO));
        watch(Duration.ofMinutes(30));
        mindstamp.on("videos", MindstampStub.json(200, "[]"));
    }

    @AfterEach
    void close() {
        accounts.unauthorized(account, "the test is over");
        mindstamp.close();
    }

    @Test
    void a_video_that_its_token_finds_is_not_gone() {
        watch(Duration.ofHours(3));

        assertThat(mindstamp.requests("videos/aVOfEGmGrZlG")).isPositive();
        assertThat(deleted()).isZero();
    }

    @Test
    void a_video_that_its_token_does_not_find_is_gone() {
        mindstamp.on("videos/aVOfEGmGrZlG", MindstampStub.json(404, "{}"));

        watch(Duration.ofHours(3));

        assertThat(deleted()).isEqualTo(1);
    }

    private void watch(Duration time) {
        for (long second = 0; second < time.toSeconds(); second += 30) {
            clock.advance(Duration.ofSeconds(30));
            poller.poll(accounts.find(account).orElseThrow());
        }
    }

    private int deleted() {
        return events.after(
                        0,
                        new EventFilter(
                                Set.of(EventType.VIDEO_DELETED),
                                Optional.of(account),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        10)
                .size();
    }
}
