package dev.tidemark.sandbox.quirk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.quirk.Switches.DateText;
import dev.tidemark.sandbox.quirk.Switches.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LooksTest {
    @Test
    void dates_come_in_four_texts() {
        assertThat(started(DateText.ODD)).isEqualTo("Sat, 1 Jan 2022 05:12:32 UTC +00:00");
        assertThat(started(DateText.PADDED)).isEqualTo("Sat, 01 Jan 2022 05:12:32 UTC +00:00");
        assertThat(started(DateText.NANOS)).isEqualTo("Sat, 01 Jan 2022 05:12:32.000000000 UTC +00:00");
        assertThat(started(DateText.ISO)).isEqualTo("2022-01-01T05:12:32.000Z");
    }

    @Test
    void absent_fields_are_not_there_at_all() {
        ObjectNode row = new RowLook(Quirks.NONE.with(Switches.ABSENT_FIELDS, Set.of(Field.WATCHED, Field.UPDATED_AT)))
                .apply(row());
        assertThat(row.has("watched")).isFalse();
        assertThat(row.has("updated_at")).isFalse();
        assertThat(row.has("last_point")).isTrue();
    }

    @Test
    void a_skewed_clock_dates_rows_elsewhere() {
        Quirks quirks = Quirks.NONE.with(Faults.CREATED_SKEW_SECONDS, -90);
        assertThat(new RowLook(quirks).apply(row()).get("created_at").textValue())
                .isEqualTo("2022-01-01T05:11:03.120Z");
    }

    @Test
    void a_list_may_come_in_an_envelope() {
        Quirks quirks = Quirks.NONE.with(Switches.LIST_SHAPE, Switches.Shape.DATA);
        assertThat(page(quirks, 2, 0, 10)).hasToString("{\"data\":[{\"n\":0},{\"n\":1}]}");
        assertThat(page(Quirks.NONE, 2, 0, 10)).hasToString("[{\"n\":0},{\"n\":1}]");
    }

    @Test
    void empty_elements_hide_no_row_from_a_reader_that_counts_what_came() {
        for (double share : new double[] {0.02, 0.1, 0.3, 0.5, 0.9}) {
            Quirks quirks = Quirks.NONE.with(Switches.NULL_ROWS, share);
            List<Integer> seen = new ArrayList<>();
            int offset = 0;
            int empty = 0;
            for (JsonNode page = page(quirks, 500, 0, 7); !page.isEmpty(); page = page(quirks, 500, offset, 7)) {
                offset += page.size();
                for (JsonNode element : page) {
                    if (element.has("n")) {
                        seen.add(element.get("n").intValue());
                    } else {
                        empty++;
                        assertThat(element.isNull() || element.isEmpty()).isTrue();
                    }
                }
            }
            assertThat(seen).isEqualTo(IntStream.range(0, 500).boxed().toList());
            assertThat((double) empty / offset).isBetween(share - 0.02, share + 0.02);
        }
        assertThat(page(Quirks.NONE.with(Switches.NULL_ROWS, 1.0), 3, 0, 10)).hasToString("[null,{},null]");
    }

    @Test
    void past_the_end_is_empty_or_not_found() {
        Quirks notFound = Quirks.NONE.with(Switches.PAST_END, Switches.PastEnd.NOT_FOUND);
        assertThat(new ListLook(notFound).page(3, LooksTest::numbered, 3, 10)).isEmpty();
        assertThat(page(notFound, 3, 2, 10)).hasSize(1);
        assertThat(page(notFound, 0, 0, 10)).isEmpty();
        assertThat(page(Quirks.NONE, 3, 3, 10)).isEmpty();
    }

    @Test
    void luck_is_the_same_for_the_same_seed_and_leaves_other_faults_alone() {
        Quirks some = Quirks.NONE.with(Faults.TIMEOUT_SHARE, 0.3).with(Faults.STALE_SHARE, 0.3);
        Quirks more = some.with(Faults.ERROR_SHARE, 0.5);
        Random one = new Random(7);
        Random other = new Random(7);
        Random third = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            Luck luck = Luck.draw(some, one);
            assertThat(Luck.draw(some, other)).isEqualTo(luck);
            Luck changed = Luck.draw(more, third);
            assertThat(changed.timeout()).isEqualTo(luck.timeout());
            assertThat(changed.stale()).isEqualTo(luck.stale());
        }
    }

    private static String started(DateText text) {
        return new RowLook(Quirks.NONE.with(Switches.DATE_TEXT, text))
                .apply(row())
                .get("started")
                .textValue();
    }

    private static ObjectNode row() {
        return Json.object()
                .put("started", "Sat, 1 Jan 2022 05:12:32 UTC +00:00")
                .putNull("finished")
                .put("watched", 5)
                .put("last_point", 5)
                .put("created_at", "2022-01-01T05:12:33.120Z")
                .put("updated_at", "2022-01-01T05:15:24.480Z");
    }

    private static JsonNode page(Quirks quirks, int rows, int offset, int limit) {
        return new ListLook(quirks)
                .page(rows, LooksTest::numbered, offset, limit)
                .orElseThrow();
    }

    private static ObjectNode numbered(int n) {
        return Json.object().put("n", n);
    }
}
