package dev.tidemark.poll.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.RowKeys;
import dev.tidemark.change.RowState;
import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.list.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When rows become suspect, how long they are, and how long one that is there after all is let alone. */
abstract class MissingRowsContract extends RowStatesFixture {
    private static final Span ALL = new Span(false, "0", "9999");

    @Test
    void rows_created_inside_the_span_that_did_not_come_are_missing() {
        createInside(key -> new RowKeys(key, "5"));

        assertThat(missing(new Span(false, "1", "5"), "c", "not known before")).isEqualTo(2);

        assertThat(suspects(views)).containsExactlyInAnyOrder("b", "d");
        assertThat(suspectAt("b")).contains(NOW);
        assertThat(suspectAt("c")).isEmpty();
    }

    @Test
    void rows_updated_inside_the_span_that_did_not_come_are_missing() {
        createInside(key -> new RowKeys("5", key));

        assertThat(missing(new Span(true, "1", "5"), "c", "not known before")).isEqualTo(2);

        assertThat(suspects(views)).containsExactlyInAnyOrder("b", "d");
    }

    @Test
    void a_page_with_nothing_in_it_makes_all_inside_the_span_missing() {
        create(views, row("a"), row("b"));

        assertThat(missing(ALL)).isEqualTo(2);

        assertThat(suspects(views)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void nothing_is_missing_from_a_span_without_an_inside() {
        create(views, row("a"));

        assertThat(missing(new Span(false, "5", "5"))).isZero();
        assertThat(missing(new Span(false, "9", "1"))).isZero();

        assertThat(suspects(views)).isEmpty();
    }

    @Test
    void a_row_without_a_key_is_in_no_span() {
        create(views, row("a", new RowKeys("", "5")), row("b", new RowKeys("5", "")));

        assertThat(missing(new Span(false, "", "9999"))).isEqualTo(1);
        assertThat(suspects(views)).containsExactly("b");
        assertThat(missing(new Span(true, "", "9999"))).isEqualTo(1);
        assertThat(suspects(views)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void rows_gone_already_suspect_or_unlisted_are_not_missing() {
        createGoneSuspectAndUnlisted();

        assertThat(missing(ALL)).isZero();

        assertStillGoneSuspectAndUnlisted();
    }

    @Test
    void rows_not_seen_since_are_missing() {
        create(views, seen(row("before"), NOW.minusSeconds(1)), seen(row("then"), NOW), seen(row("after"), LATER));

        assertThat(missingSince(NOW)).isEqualTo(1);

        assertThat(suspects(views)).containsExactly("before");
        assertThat(suspectAt("before")).contains(LATER);
    }

    @Test
    void rows_gone_already_suspect_or_unlisted_need_not_be_seen() {
        createGoneSuspectAndUnlisted();

        assertThat(missingSince(LATER)).isZero();

        assertStillGoneSuspectAndUnlisted();
    }

    @Test
    void rows_beyond_the_most_are_missing_when_others_are_no_longer() {
        create(
                views,
                IntStream.range(0, RowStates.MOST_SUSPECT + 2)
                        .mapToObj(number -> row("v" + number))
                        .toArray(RowState[]::new));

        assertThat(missing(ALL)).isEqualTo(RowStates.MOST_SUSPECT);
        assertThat(missing(ALL)).isZero();
        assertThat(missingSince(LATER)).isZero();

        see(views, NOW, rows().suspects(views, 1).getFirst().rowId());
        assertThat(missing(ALL)).isEqualTo(1);
        assertThat(rows().counts(views).suspect()).isEqualTo(RowStates.MOST_SUSPECT);
    }

    @Test
    void a_suspicion_keeps_its_first_time() {
        create(views, row("a"), row("b"), row("c"));
        change(views, known(views, "c").gone(NOW));

        suspect(views, NOW, "a");
        suspect(views, LATER, "a", "b", "c", "nobody");
        suspect(views, LATER);

        assertThat(suspectAt("a")).contains(NOW);
        assertThat(suspectAt("b")).contains(LATER);
        assertThat(suspectAt("c")).isEmpty();
    }

    @Test
    void a_row_that_is_there_though_unlisted_is_let_alone_twice_as_long_each_time_up_to_a_day() {
        create(views, row("a"));
        Instant now = NOW;
        for (int minutes : List.of(15, 30, 60, 120, 240, 480, 960, 1440, 1440)) {
            suspect(views, now, "a");
            unlist(views, now, "a");
            assertThat(suspects(views)).isEmpty();

            Instant until = now.plus(Duration.ofMinutes(minutes));
            assertThat(missing(ALL, until.minusMillis(1)))
                    .as("%d minutes", minutes)
                    .isZero();
            assertThat(missing(ALL, until)).as("%d minutes", minutes).isEqualTo(1);
            now = until;
        }
        assertThat(suspectAt("a")).contains(now);
    }

    @Test
    void a_row_that_is_listed_again_or_changed_is_let_alone_no_longer() {
        create(views, row("seen"), row("changed"));
        for (String id : List.of("seen", "seen", "changed", "changed")) {
            unlist(views, NOW, id);
        }

        see(views, NOW, "seen");
        change(views, row("changed").settled());

        assertThat(missing(ALL)).isEqualTo(2);
        // And the next time is a first time.
        unlist(views, NOW, "seen");
        unlist(views, NOW, "changed");
        assertThat(missing(ALL, NOW.plus(Duration.ofMinutes(15)))).isEqualTo(2);
    }

    @Test
    void only_a_list_is_not_believed_where_a_row_is_unlisted() {
        create(views, row("a"));
        unlist(views, NOW, "a");

        suspect(views, NOW, "a");

        assertThat(suspects(views)).containsExactly("a");
    }

    @Test
    void a_row_that_nobody_knows_is_not_unlisted() {
        unlist(views, NOW, "nobody");

        create(views, row("nobody"));
        assertThat(missing(ALL)).isEqualTo(1);
    }

    @Test
    void the_oldest_suspicions_come_first() {
        create(views, row("a"), row("b"), row("c"), row("d"));
        suspect(views, NOW.plusSeconds(2), "a");
        suspect(views, NOW.plusSeconds(3), "b");
        suspect(views, NOW.plusSeconds(1), "c");

        assertThat(rows().suspects(views, 2))
                .containsExactly(
                        new RowStates.Suspect("c", NOW.plusSeconds(1)), new RowStates.Suspect("a", NOW.plusSeconds(2)));
        assertThat(suspects(views)).containsExactly("c", "a", "b");
    }

    @Test
    void the_open_rows_that_are_not_missing_come_longest_unseen_first() {
        create(
                views,
                seen(row("a", new RowKeys("1", "6")), NOW.plusSeconds(2)),
                seen(row("b", new RowKeys("2", "7")), NOW.plusSeconds(3)),
                seen(row("c", new RowKeys("3", "8")), NOW.plusSeconds(1)),
                row("settled").settled(),
                row("gone").in(RowState.Phase.GONE),
                row("suspect"));
        suspect(views, NOW, "suspect");

        assertThat(rows().open(views, ListOrder.CREATED_DESC, 2))
                .containsExactly(
                        new RowStates.Open("c", "3", NOW.minusSeconds(60), NOW.plusSeconds(1)),
                        new RowStates.Open("a", "1", NOW.minusSeconds(60), NOW.plusSeconds(2)));
        assertThat(rows().open(views, ListOrder.UPDATED_DESC, 100))
                .extracting(RowStates.Open::key)
                .containsExactly("8", "6", "7");
        assertThat(rows().open(views, ListOrder.STABLE, 100))
                .extracting(RowStates.Open::key)
                .containsExactly("3", "1", "2");
    }

    /** Rows a to e, with keys 1 to 5. */
    private void createInside(Function<String, RowKeys> keys) {
        create(views, row("a", keys.apply("1")), row("b", keys.apply("2")), row("c", keys.apply("3")));
        create(views, row("d", keys.apply("4")), row("e", keys.apply("5")));
    }

    private void createGoneSuspectAndUnlisted() {
        create(views, row("gone"), row("suspect"), row("unlisted"));
        change(views, row("gone").gone(NOW));
        suspect(views, NOW.minusSeconds(60), "suspect");
        unlist(views, NOW, "unlisted");
    }

    private void assertStillGoneSuspectAndUnlisted() {
        assertThat(suspects(views)).containsExactly("suspect");
        assertThat(suspectAt("suspect")).contains(NOW.minusSeconds(60));
        assertThat(suspectAt("gone")).isEmpty();
        assertThat(suspectAt("unlisted")).isEmpty();
    }

    private int missing(Span span, String... came) {
        return inTransaction(() -> rows().missing(views, span, List.of(came), NOW));
    }

    private int missing(Span span, Instant now) {
        return inTransaction(() -> rows().missing(views, span, List.of(), now));
    }

    private int missingSince(Instant since) {
        return inTransaction(() -> rows().missingSince(views, since, LATER));
    }

    private Optional<Instant> suspectAt(String id) {
        return known(views, id).suspectAt();
    }
}
