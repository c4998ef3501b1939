package dev.tidemark.outbox.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a class of its own: the tail it stops stays stopped. */
@QuarkusTest
@TestProfile(EventStreamStopIT.OwnApplication.class)
@Timeout(60)
class EventStreamStopIT {
    public static class OwnApplication implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tidemark.api.stream.heartbeat", "1h");
        }
    }

    @TestHTTPResource("/api/v1/events/stream")
    String uri;

    @Inject
    EventTail tail;

    @Test
    void a_stop_ends_every_stream_with_its_last_chunk_before_it_goes_on() throws Exception {
        try (SseClient client = SseClient.connect(uri, Optional.empty())) {
            client.awaitComment("listening");
            Awaitility.await().until(() -> tail.listening() == 1);
            tail.stop(new ShutdownEvent());
            assertThat(tail.listening()).isZero();
            assertThat(client.rest()).isEmpty();
        }
    }
}
