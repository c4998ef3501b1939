package dev.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.event.catalogue.EventCatalogue;
import dev.tidemark.platform.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The order of members is part of what receivers get: the bytes are kept, signed and sent. */
class CloudEventJsonTest {
    private final EventCatalogue catalogue = new EventCatalogue("https://tidemark.example.com");

    @ParameterizedTest
    @CsvSource({
        "VIEW_STARTED, view viewer video, ''",
        "VIEW_PROGRESSED, view viewer video, milestone",
        "VIEW_COMPLETED, view viewer video, threshold",
        "VIEW_ENDED, view viewer video, completed",
        "VIEW_DELETED, view viewer video, ''",
        "RESPONSE_CHANGED, interaction viewer video, ''",
        "QUIZ_SCORED, view viewer video, score",
        "VIEWER_UPDATED, viewer, ''",
        "VIEWER_IDENTIFIED, view viewer video, identified",
        "VIDEO_CREATED, video, ''",
        "GROUP_DELETED, group, ''",
        "GROUP_VIDEO_ADDED, group, video",
        "SERIES_VIDEO_REMOVED, series, video",
        "SERIES_COMPLETED, view viewer video, series",
        "PLINK_STATUS_CHANGED, plink, ''",
        "PLINK_FIRST_VIEWED, view viewer video, plink",
        "ACCESS_LIST_CREATED, access_list, ''",
        "ACCESS_LIST_ENTRY_REMOVED, access_list, entry",
    })
    void data_tells_the_row_then_the_change_then_what_only_the_type_tells(EventType type, String row, String extra) {
        List<String> expected = new ArrayList<>(List.of(row.split(" ")));
        expected.add("change");
        if (!extra.isEmpty()) {
            expected.add(extra);
        }
        expected.addAll(List.of("backfill", "observed", "detected_at"));
        assertThat(names(data(type))).isEqualTo(expected);
    }

    @Test
    void what_only_the_type_tells() {
        assertThat(data(EventType.QUIZ_SCORED).path("score"))
                .hasToString("{\"right\":4,\"wrong\":1,\"answered\":6,\"percentage\":80}");
        assertThat(data(EventType.VIEWER_IDENTIFIED).path("identified"))
                .hasToString("{\"by\":\"email\",\"value\":\"john.doe@example.com\"}");
        assertThat(data(EventType.SERIES_COMPLETED).path("series"))
                .hasToString("{\"id\":\"c2a8d3b5-4e6f-4071-9b8c-0d1e2f3a4b5c\",\"name\":\"First week\",\"videos\":3}");
        assertThat(data(EventType.PLINK_FIRST_VIEWED).path("plink"))
                .hasToString("{\"id\":\"d3b9e4c6-5f70-4182-8c9d-1e2f3a4b5c6d\"}");
        assertThat(data(EventType.ACCESS_LIST_ENTRY_ADDED).path("entry"))
                .hasToString("{\"email\":\"jane.roe@example.com\"}");
    }

    @Test
    void an_event_about_an_account_tells_how_polling_fares() {
        ObjectNode document = document(EventType.SOURCE_UNAUTHORIZED);
        assertThat(document.path("subject").asText()).isEqualTo("accounts/default");
        assertThat(document.path("source").asText()).isEqualTo("mindstamp/default");
        assertThat(document.path("data"))
                .hasToString("{\"account\":\"default\",\"stream\":null,\"reason\":\"401: the token is refused\","
                        + "\"advice\":\"Enter a new token for the account\",\"since\":\"2026-01-01T05:12:32Z\","
                        + "\"detected_at\":\"2026-01-01T05:15:24Z\"}");
    }

    @ParameterizedTest
    @EnumSource
    void the_data_is_a_slice_of_the_document(EventType type) {
        CloudEventJson.Document document = new CloudEventJson("https://t").write(catalogue.exampleEvent(type), 42);
        byte[] slice = Arrays.copyOfRange(document.bytes(), document.dataStart(), document.bytes().length - 1);
        assertThat(Json.read(slice)).isEqualTo(Json.read(document.bytes()).path("data"));
    }

    @ParameterizedTest
    @EnumSource
    void an_id_has_no_dot(EventType type) {
        assertThat(document(type).path("id").asText()).matches("evt_[0-9a-z]{32}");
    }

    private JsonNode data(EventType type) {
        return document(type).path("data");
    }

    private ObjectNode document(EventType type) {
        return Json.readObject(catalogue.example(type));
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
