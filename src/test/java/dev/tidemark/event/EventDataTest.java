package dev.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.event.catalogue.EventCatalogue;
import dev.tidemark.platform.Json;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventDataTest {
    private static final Instant NOW = Instant.parse("2026-01-01T05:15:31Z");

    @ParameterizedTest
    @EnumSource
    void a_type_has_one_kind_of_payload_and_no_other(EventType type) {
        boolean isMember = type.name().contains("VIDEO_ADDED")
                || type.name().contains("VIDEO_REMOVED")
                || type.name().contains("ENTRY_");
        boolean isPlain = new EventCatalogue("https://t").exampleEvent(type).data() instanceof EventData.Plain;
        taken(isPlain, () -> new EventData.Plain(type, facts("view")));
        taken(isMember, () -> new EventData.MemberChanged(type, facts("group"), Json.object()));
        taken(
                type.shortName().startsWith("Source"),
                () -> new EventData.Source(type, "default", null, "r", "a", NOW, NOW));
    }

    @ParameterizedTest
    @EnumSource
    void a_payload_knows_its_type(EventType type) {
        assertThat(new EventCatalogue("https://t").exampleEvent(type).type()).isEqualTo(type);
    }

    @Test
    void the_row_of_a_viewer_or_video_tells_of_itself() {
        RowFacts.Viewer viewer = new RowFacts.Viewer("v", null, null, null, null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RowFacts("viewer", Json.object(), viewer, null, Map.of(), null, NOW, false));
        RowFacts.Video video = new RowFacts.Video("v", null, null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RowFacts("video", Json.object(), null, video, Map.of(), null, NOW, false));
    }

    private static void taken(boolean expected, ThrowingCallable made) {
        if (expected) {
            assertThatCode(made).doesNotThrowAnyException();
        } else {
            assertThatIllegalArgumentException().isThrownBy(made);
        }
    }

    private static RowFacts facts(String name) {
        return new RowFacts(name, Json.object(), null, null, Map.of(), null, NOW, false);
    }
}
