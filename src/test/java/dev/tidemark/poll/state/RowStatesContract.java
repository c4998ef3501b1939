package dev.tidemark.poll.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.change.RowKeys;
import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.list.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every implementation of known rows holds: the stores on both databases, and the double of the model world. */
abstract class RowStatesContract extends RelatedRowsContract {
    @Test
    void rows_are_known_as_they_were_stored_whatever_their_phase() {
        RowState open = row("open").doubted(new RowState.Doubt("stale", NOW.minusSeconds(30)));
        RowState settled =
                owned("settled", "owner", "{\"name\":\"ä\"}").reaching(73).settled();
        RowState gone = row("gone").gone(NOW);
        create(views, open, settled, row("gone"), row("not asked for"));
        change(views, gone);

        assertRows(rows().known(views, List.of("open", "settled", "gone", "gone", "nobody"))
                        .values())
                .containsExactlyInAnyOrder(open, settled, gone);
        assertThat(rows().known(views, List.of())).isEmpty();
        assertThat(rows().one(views, "nobody")).isEmpty();
    }

    @Test
    void a_row_is_created_once() {
        create(views, row("a"));

        assertThatThrownBy(() -> create(views, row("a").settled())).isInstanceOf(RuntimeException.class);

        assertRows(List.of(known(views, "a"))).containsExactly(row("a"));
        assertThat(counts(views)).isEqualTo(new RowStates.Counts(1, 1, 0));
    }

    @Test
    void what_changed_takes_the_place_of_all_that_was_known() {
        create(views, row("a"), row("b"));
        RowState changed = new RowState(
                "a",
                "owner",
                new RowKeys("6", "7"),
                RowState.Phase.SETTLED,
                2,
                "other hash",
                90,
                "{\"changed\":true}".getBytes(StandardCharsets.UTF_8),
                LATER,
                LATER.plusSeconds(1),
                Optional.of(NOW),
                Optional.of(new RowState.Doubt("stale", NOW)));

        change(views, changed);

        assertRows(List.of(known(views, "a"), known(views, "b"))).containsExactly(changed, row("b"));
        assertThat(suspects(views)).containsExactly("a");
        change(views, row("a").gone(LATER));
        assertThat(suspects(views)).isEmpty();
    }

    @Test
    void a_row_only_seen_again_is_neither_suspect_nor_doubted() {
        RowState doubted = row("a").doubted(new RowState.Doubt("stale", NOW));
        create(views, doubted, row("b"));
        suspect(views, NOW, "a", "b");

        see(views, LATER, "a", "nobody");

        assertRows(List.of(known(views, "a"))).containsExactly(seen(row("a"), LATER));
        assertThat(suspects(views)).containsExactly("b");
        assertThat(known(views, "b").seenAt()).isEqualTo(NOW);
        assertThat(rows().one(views, "nobody")).isEmpty();
    }

    @Test
    void a_key_ranks_behind_the_rows_that_stand_before_it() {
        create(
                views,
                row("a", new RowKeys("1", "6")),
                row("b", new RowKeys("2", "")),
                row("c", new RowKeys("2", "8")),
                row("d", new RowKeys("3", "8")),
                row("e", new RowKeys("", "9")),
                row("gone", new RowKeys("2", "8")));
        change(views, row("gone", new RowKeys("2", "8")).gone(NOW));

        List<String> created = List.of("", "1", "2", "3", "4");
        assertThat(ranks(ListOrder.CREATED_DESC, created)).containsExactly(4L, 3L, 1L, 0L, 0L);
        for (ListOrder order : List.of(ListOrder.CREATED_ASC, ListOrder.STABLE, ListOrder.UNORDERED)) {
            assertThat(ranks(order, created)).as(order.name()).containsExactly(0L, 0L, 1L, 3L, 4L);
        }
        List<String> updated = List.of("", "6", "7", "8", "9");
        assertThat(ranks(ListOrder.UPDATED_DESC, updated)).containsExactly(4L, 3L, 3L, 1L, 0L);
    }

    @Test
    void a_key_is_older_than_so_many_rows_that_are_newer() {
        create(
                views,
                row("a", new RowKeys("1", "9")),
                row("b", new RowKeys("2", "8")),
                row("c", new RowKeys("2", "7")),
                row("d", new RowKeys("", "6")),
                row("gone", new RowKeys("3", "9")));
        change(views, row("gone", new RowKeys("3", "9")).gone(NOW));

        for (ListOrder order : List.of(ListOrder.CREATED_DESC, ListOrder.CREATED_ASC)) {
            assertThat(rows().isOlder(views, order, "1", 1)).isTrue();
            assertThat(rows().isOlder(views, order, "1", 2)).isFalse();
            assertThat(rows().isOlder(views, order, "2", 0)).isFalse();
        }
        assertThat(rows().isOlder(views, ListOrder.UPDATED_DESC, "7", 1)).isTrue();
        assertThat(rows().isOlder(views, ListOrder.UPDATED_DESC, "7", 2)).isFalse();
    }

    @Test
    void rows_belong_to_their_last_owner_until_they_are_gone() {
        create(views, owned("a", "one", "{}"), owned("b", "one", "{}"), owned("c", "one", "{}"));
        create(views, owned("d", "other", "{}"), row("e"));
        change(views, owned("b", "one", "{}").gone(NOW), owned("c", "other", "{}"));

        Map.of("one", List.of("a"), "other", List.of("c", "d"), "nobody", List.<String>of())
                .forEach((owner, ids) -> {
                    assertThat(rows().ofOwner(views, owner))
                            .extracting(RowState::rowId)
                            .containsExactlyInAnyOrderElementsOf(ids);
                    assertThat(rows().countOf(views, owner)).isEqualTo(ids.size());
                });
        assertRows(rows().ofOwner(views, "one")).containsExactly(owned("a", "one", "{}"));
    }

    @Test
    void all_rows_that_are_not_gone_are_gone_round_by_id() {
        create(views, row("c"), row("a"), row("d"), row("b").settled(), row("e"));
        change(views, row("c").gone(NOW));

        assertRows(rows().after(views, "", 2)).containsExactly(row("a"), row("b").settled());
        assertRows(rows().after(views, "b", 2)).containsExactly(row("d"), row("e"));
        assertThat(rows().after(views, "e", 2)).isEmpty();
    }

    /** A database may sort texts by its language; what it takes for the next id is its own matter. */
    @Test
    void each_row_comes_once_however_ids_are_sorted() {
        List<String> ids = List.of("b", "B", "a", "A", "10", "9", "é", "_x", "-x", "a b");
        create(views, ids.stream().map(id -> row(id)).toArray(RowState[]::new));

        List<String> came = new ArrayList<>();
        for (String last = ""; came.size() <= ids.size(); last = came.getLast()) {
            String from = last;
            List<RowState> page = rows().after(views, from, 3);
            if (page.isEmpty()) {
                break;
            }
            page.forEach(row -> came.add(row.rowId()));
        }

        assertThat(came).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void rows_are_counted_while_they_come_go_and_come_back() {
        create(views, row("a"), row("b"), row("c").settled());
        assertThat(counts(views)).isEqualTo(new RowStates.Counts(3, 2, 0));

        RowState gone = row("a").gone(NOW);
        suspect(views, NOW, "a", "c");
        assertThat(counts(views)).isEqualTo(new RowStates.Counts(3, 2, 2));
        change(views, gone);
        assertThat(counts(views)).isEqualTo(new RowStates.Counts(2, 1, 1));

        change(views, gone.reaching(50));
        see(views, LATER, "a", "b");
        assertThat(counts(views)).isEqualTo(new RowStates.Counts(2, 1, 1));

        change(views, gone.in(RowState.Phase.OPEN));
        assertThat(counts(views)).isEqualTo(new RowStates.Counts(3, 2, 1));

        store(views, List.of(row("d")), List.of(row("b").gone(NOW)), List.of("c"), LATER);
        assertThat(counts(views)).isEqualTo(new RowStates.Counts(3, 2, 0));
    }

    @Test
    void streams_and_accounts_do_not_see_each_others_rows() {
        RowStates.Of elsewhere = new RowStates.Of(account + "-other", StreamName.VIEWS);
        begin(StreamState.begin(elsewhere.account(), elsewhere.stream(), NOW));
        RowState row = owned("a", "owner", "{}");
        for (RowStates.Of of : List.of(views, interactions, elsewhere)) {
            create(of, row);
        }

        // Whatever happens to the rows of one …
        create(views, owned("b", "owner", "{}"));
        see(views, LATER, "a");
        suspect(views, NOW, "a");
        unlist(views, NOW, "b");
        write(() -> rows().missing(views, new Span(false, "", "9999"), List.of(), NOW.plus(Duration.ofDays(1))));
        write(() -> rows().missingSince(views, LATER.plusSeconds(1), NOW.plus(Duration.ofDays(1))));
        assertThat(suspects(views)).containsExactly("a", "b");
        change(views, row.gone(NOW));

        // … those of the others are as they were.
        for (RowStates.Of of : List.of(interactions, elsewhere)) {
            assertRows(rows().known(of, List.of("a", "b")).values()).containsExactly(row);
            assertRows(rows().after(of, "", 100)).containsExactly(row);
            assertRows(rows().ofOwner(of, "owner")).containsExactly(row);
            assertThat(rows().open(of, ListOrder.CREATED_DESC, 100)).hasSize(1);
            assertThat(rows().countOf(of, "owner")).isEqualTo(1);
            assertThat(rows().rank(of, ListOrder.CREATED_DESC, "")).isEqualTo(1);
            assertThat(suspects(of)).isEmpty();
            assertThat(counts(of)).isEqualTo(new RowStates.Counts(1, 1, 0));
            assertThat(inTransaction(() -> rows().missing(of, new Span(false, "", "9999"), List.of(), NOW)))
                    .isEqualTo(1);
        }
    }

    private RowStates.Counts counts(RowStates.Of of) {
        return rows().counts(of);
    }

    private Stream<Long> ranks(ListOrder order, List<String> keys) {
        return keys.stream().map(key -> rows().rank(views, order, key));
    }
}
