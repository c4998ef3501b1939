package dev.tidemark.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.event.EventType;
import dev.tidemark.testing.MindstampStub;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether a video that its list does not show is gone is asked by its token, as Mindstamp documents. */
@QuarkusTest
class VideoGoneIT extends StubbedPolling {
    private static final String VIDEO = "{\"id\":\"v-1\",\"token\":\"aVOfEGmGrZlG\",\"title\":\"Nine\"}";

    VideoGoneIT() {
        super(Duration.ofMinutes(1));
    }

    @BeforeEach
    void a_video_is_known() {
        // Others' calls may lie in what is the future here.
        clock.advance(Duration.ofDays(2));
        mindstamp.on("videos", MindstampStub.json(200, "[" + VIDEO + "]"));
        // By its id it is not found: only the token is documented.
        mindstamp.on("videos/aVOfEGmGrZlG", MindstampStub.json(200, VIDEO));
        watch(Duration.ofMinutes(30));
        mindstamp.on("videos", MindstampStub.json(200, "[]"));
    }

    @Test
    void a_video_that_its_token_finds_is_not_gone() {
        watch(Duration.ofHours(3));

        assertThat(mindstamp.requests("videos/aVOfEGmGrZlG")).isPositive();
        assertThat(told(EventType.VIDEO_DELETED)).isEmpty();
    }

    @Test
    void a_video_that_its_token_does_not_find_is_gone() {
        mindstamp.on("videos/aVOfEGmGrZlG", MindstampStub.json(404, "{}"));

        watch(Duration.ofHours(3));

        assertThat(told(EventType.VIDEO_DELETED)).hasSize(1);
    }
}
