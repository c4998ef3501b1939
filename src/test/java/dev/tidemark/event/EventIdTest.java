package dev.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventIdTest {
    @Test
    void an_id_given_once_is_given_for_ever() {
        assertThat(EventId.of("default", "views", "9bce33d1", EventType.VIEW_STARTED, "")
                        .value())
                .isEqualTo("evt_xnk996397petykhgms6ttnbfq1gpe9jc");
    }

    @Test
    void every_part_counts_and_parts_do_not_run_into_each_other() {
        assertThat(java.util.Set.of(
                        EventId.of("a", "views", "1", EventType.VIEW_PROGRESSED, "25"),
                        EventId.of("b", "views", "1", EventType.VIEW_PROGRESSED, "25"),
                        EventId.of("a", "views", "12", EventType.VIEW_PROGRESSED, "5"),
                        EventId.of("a", "views", "1", EventType.VIEW_PROGRESSED, "50"),
                        EventId.of("a", "views", "1", EventType.VIEW_COMPLETED, "25")))
                .hasSize(5);
    }

    @Test
    void an_id_fits_standard_webhooks() {
        assertThat(EventId.of("a", "views", "x.y", EventType.VIEW_STARTED, "").value())
                .matches("evt_[0-9a-z]{32}");
    }
}
