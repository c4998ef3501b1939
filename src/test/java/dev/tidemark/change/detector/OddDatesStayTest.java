package dev.tidemark.change.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.ChangeSet;
import dev.tidemark.change.Coverage;
import dev.tidemark.change.Observation;
import dev.tidemark.change.Related;
import dev.tidemark.change.RowState;
import dev.tidemark.event.CloudEventJson;
import dev.tidemark.mindstamp.row.RowParser;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.platform.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Rows are kept as they came, but what is hashed, stored and told has its dates as ISO 8601. The expected values are
 * those of the code that rewrote the dates while reading: with any others every row of an existing database would look
 * changed.
 */
class OddDatesStayTest {
    private static final Instant NOW = Instant.parse("2022-01-01T05:16:00Z");

    private final View view = new RowParser<>(View::new).single(file("view.json"));
    private final ChangeSet change = see(Map.of(), NOW);
    private final RowState state = change.created().getFirst();

    @Test
    void the_hash_is_what_it_was() {
        assertThat(state.hash()).isEqualTo("v3zd7axjh0d285atx2kme077k8z8tacw");
    }

    @Test
    void the_event_is_what_it_was_byte_for_byte() {
        byte[] event = new CloudEventJson("https://t")
                .write(change.events().getLast(), 42)
                .bytes();

        assertThat(new String(event, UTF_8)).isEqualTo(new String(file("view-completed-event.json"), UTF_8).strip());
    }

    @Test
    void the_stored_form_is_what_the_event_tells() {
        ObjectNode event = Json.readObject(file("view-completed-event.json"));

        assertThat(new String(state.fields(), UTF_8))
                .isEqualTo(event.path("data").path("view").toString());
        assertThat(view.fields().path("started").asText()).isEqualTo("Sat, 1 Jan 2022 05:12:32 UTC +00:00");
    }

    @Test
    void a_row_stored_before_is_not_changed() {
        ChangeSet again = see(Map.of(view.id(), state), NOW.plusSeconds(1));

        assertThat(again.changed()).isEmpty();
        assertThat(again.created()).isEmpty();
        assertThat(again.events()).isEmpty();
    }

    private ChangeSet see(Map<String, RowState> known, Instant now) {
        return ChangeSet.draft(Detectors.VIEWS, List.of(view), known, observation(now))
                .changes(Related.NONE);
    }

    private static Observation observation(Instant now) {
        return new Observation(
                "default",
                false,
                Instant.parse("2021-01-01T00:00:00Z"),
                Observation.FirstWalk.BASELINE,
                new Observation.ViewRules(90, List.of(25, 50, 75), Duration.ofMinutes(15)),
                Map.of(),
                new Coverage(Optional.empty(), "", Optional.of(NOW.minusSeconds(60))),
                now,
                now,
                now);
    }

    private static byte[] file(String name) {
        try (InputStream file = OddDatesStayTest.class.getResourceAsStream("/mindstamp/" + name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
