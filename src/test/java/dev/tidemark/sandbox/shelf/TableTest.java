package dev.tidemark.sandbox.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.quirk.Switches.Order;
import dev.tidemark.sandbox.row.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final class Note implements Row {
        private final String id;
        private final Instant createdAt;
        private Instant updatedAt;
        private int text;

        Note(String id, Instant createdAt) {
            this.id = id;
            this.createdAt = createdAt;
            this.updatedAt = createdAt;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Instant createdAt() {
            return createdAt;
        }

        @Override
        public Instant updatedAt() {
            return updatedAt;
        }

        @Override
        public ObjectNode json() {
            return Json.object()
                    .put("id", id)
                    .put("text", text)
                    .put("created_at", createdAt.toString())
                    .put("updated_at", updatedAt.toString());
        }
    }

    private final Table<Note> table = new Table<>();
    private final Facet<Note> byLastLetter = table.by(note -> List.of(note.id.substring(note.id.length() - 1)));

    @Test
    void every_order_shows_every_row_once() {
        Random random = new Random(3);
        table.rows().in(Order.UPDATED_FIRST, 0);
        table.rows().in(Order.UNSORTED, 0);
        live(random, START, 500);
        for (Order order : Order.values()) {
            List<Row> rows = table.rows().in(order, 99);
            assertThat(rows).hasSize(table.living().size());
            assertThat(new HashSet<>(rows)).containsExactlyInAnyOrderElementsOf(table.living());
        }
        assertThat(table.rows().in(Order.NEWEST, 0))
                .isSortedAccordingTo(Comparator.comparing(Row::createdAt).reversed());
        assertThat(table.rows().in(Order.OLDEST, 0)).isSortedAccordingTo(Comparator.comparing(Row::createdAt));
        assertThat(table.rows().in(Order.UPDATED_FIRST, 0))
                .isSortedAccordingTo(Comparator.comparing(Row::updatedAt).reversed());
    }

    @Test
    void unsorted_stays_and_changing_does_not() {
        live(new Random(3), START, 100);
        List<Row> unsorted = List.copyOf(table.rows().in(Order.UNSORTED, 1));
        assertThat(List.copyOf(table.rows().in(Order.UNSORTED, 2))).isEqualTo(unsorted);
        table.add(new Note("one more", START.plusSeconds(10_000)));
        List<Row> after = new ArrayList<>(table.rows().in(Order.UNSORTED, 3));
        after.removeIf(row -> row.id().equals("one more"));
        assertThat(after).isEqualTo(unsorted);
        assertThat(List.copyOf(table.rows().in(Order.CHANGING, 1L << 40)))
                .isNotEqualTo(List.copyOf(table.rows().in(Order.CHANGING, 7L << 40)));
    }

    @Test
    void the_past_shows_what_was_there_in_each_order_and_facet() {
        table.keepPast(true);
        Random random = new Random(11);
        live(random, START, 300);
        Map<String, String> then = everything();
        Instant moment = START.plusSeconds(300);
        live(random, moment, 50);
        assertThat(everything()).isNotEqualTo(then);
        table.lookBackTo(moment);
        assertThat(everything()).isEqualTo(then);
        table.lookAtNow();
        assertThat(everything()).isNotEqualTo(then);
    }

    @Test
    void of_the_past_only_a_minute_is_kept() {
        table.keepPast(true);
        Note note = new Note("a", START);
        table.add(note);
        table.change(START.plusSeconds(10), note, () -> note.text = 1);
        table.change(START.plusSeconds(100), note, () -> note.text = 2);
        table.lookBackTo(START);
        assertThat(table.shown("a").orElseThrow().json().get("text").intValue()).isOne();
    }

    @Test
    void hidden_rows_are_nowhere_until_revealed() {
        Note note = new Note("a", START);
        table.addHidden(note);
        assertThat(table.shown("a")).isEmpty();
        assertThat(table.rows()).isEmpty();
        assertThat(table.find("a")).contains(note);
        table.change(START.plusSeconds(1), note, () -> note.updatedAt = START.plusSeconds(1));
        assertThat(table.reveal(START.plusSeconds(2), note)).isTrue();
        assertThat(table.rows()).hasSize(1);
        assertThat(byLastLetter.rows("a")).hasSize(1);
    }

    @Test
    void a_deleted_row_is_gone_or_stays_with_nulls() {
        Note note = new Note("a", START);
        table.add(note);
        table.delete(START.plusSeconds(5), note);
        assertThat(table.shown("a")).isEmpty();
        assertThat(table.rows()).isEmpty();
        table.deletedStay(true);
        assertThat(table.shown("a").orElseThrow().json())
                .hasToString(
                        "{\"id\":\"a\",\"text\":null,\"created_at\":\"2026-01-01T00:00:00Z\",\"updated_at\":null}");
        assertThat(table.rows()).hasSize(1);
        assertThat(table.find("a")).isEmpty();
        assertThat(table.after("", 9)).isEmpty();
        table.deletedStay(false);
        assertThat(table.rows()).isEmpty();
    }

    @Test
    void true_rows_come_by_id() {
        for (String id : List.of("c", "a", "b", "d")) {
            table.add(new Note(id, START));
        }
        assertThat(table.after("a", 2)).extracting(Row::id).containsExactly("b", "c");
    }

    /** A row a second, and many changes. */
    private void live(Random random, Instant from, int seconds) {
        for (int second = 1; second <= seconds; second++) {
            Instant at = from.plusMillis(second * 1000L - 500);
            table.add(new Note(Long.toHexString(random.nextLong()), at));
            for (int i = 0; i < 3; i++) {
                Note note = table.living().get(random.nextInt(table.living().size()));
                Instant changed = at.plusMillis(i);
                table.change(changed, note, () -> {
                    note.text++;
                    note.updatedAt = changed;
                });
            }
            if (second % 10 == 0) {
                table.delete(
                        at.plusMillis(5),
                        table.living().get(random.nextInt(table.living().size())));
            }
        }
    }

    private Map<String, String> everything() {
        Map<String, String> all = new HashMap<>();
        for (Order order : Order.values()) {
            all.put(order.name(), texts(table.rows().in(order, 12_345)));
            all.put(order + " a", texts(byLastLetter.rows("a").in(order, 12_345)));
        }
        return all;
    }

    private static String texts(List<Row> rows) {
        return rows.stream().map(row -> row.json().toString()).toList().toString();
    }
}
