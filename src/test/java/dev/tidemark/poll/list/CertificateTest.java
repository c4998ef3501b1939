package dev.tidemark.poll.list;

import static dev.tidemark.poll.list.ListOrder.CREATED_ASC;
import static dev.tidemark.poll.list.ListOrder.CREATED_DESC;
import static dev.tidemark.poll.list.ListOrder.STABLE;
import static dev.tidemark.poll.list.ListOrder.UNORDERED;
import static dev.tidemark.poll.list.ListOrder.UPDATED_DESC;
import static dev.tidemark.poll.list.Rows.NOW;
import static dev.tidemark.poll.list.Rows.row;
import static dev.tidemark.poll.list.Rows.rows;
import static dev.tidemark.poll.list.Rows.undated;
import static dev.tidemark.poll.list.Rows.updated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.RowKeys;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of a list's order. */
class CertificateTest {
    private static final Instant LATER = NOW.plusSeconds(60);

    private final Certificate none = Certificate.none(NOW);
    private final List<Placed> lastUpdatedFirst = List.of(updated("a", 1, 30), updated("b", 9, 20));

    @Test
    void a_single_row_without_a_date_says_nothing_of_the_list() {
        Certificate one = Certificate.none(NOW).with(List.of(new Placed("r", new RowKeys("", ""))), 1, 1, NOW);

        assertThat(one.order()).isEqualTo(ListOrder.UPDATED_DESC);
    }

    @Test
    void the_most_useful_order_is_believed_until_a_page_comes() {
        assertThat(none.order()).isEqualTo(UPDATED_DESC);
        assertThat(none.isKnown()).isFalse();
        assertThat(none.note()).isEmpty();
        assertThat(after(none, lastUpdatedFirst).isKnown()).isTrue();
    }

    @Test
    void each_page_leaves_the_best_order_that_it_agrees_with() {
        assertThat(after(none, lastUpdatedFirst).order()).isEqualTo(UPDATED_DESC);
        assertThat(after(none, List.of(updated("a", 9, 20), updated("b", 1, 30)))
                        .order())
                .isEqualTo(CREATED_DESC);
        assertThat(after(none, List.of(updated("a", 1, 20), updated("b", 9, 30)))
                        .order())
                .isEqualTo(CREATED_ASC);
        assertThat(after(none, rows(1, 9, 5)).order()).isEqualTo(STABLE);
    }

    @Test
    void rows_that_do_not_tell_when_they_changed_are_not_sorted_by_it() {
        assertThat(after(none, rows(9, 8, 7)).order()).isEqualTo(CREATED_DESC);
        assertThat(after(none, List.of(undated("a"), undated("b"))).order()).isEqualTo(STABLE);
    }

    @Test
    void a_few_rows_without_a_date_and_equal_dates_contradict_nothing() {
        List<Placed> page = List.of(undated("a"), row("b", 9), row("c", 9), undated("d"), row(8));

        assertThat(after(none, page).order()).isEqualTo(CREATED_DESC);
    }

    @Test
    void an_empty_page_says_nothing() {
        assertThat(after(none, List.of()).order()).isEqualTo(UPDATED_DESC);
    }

    @Test
    void an_order_that_one_page_contradicted_stays_ruled_out() {
        Certificate certificate = after(after(none, rows(9, 8)), rows(1, 2));
        assertThat(certificate.order()).isEqualTo(STABLE);

        assertThat(after(certificate, rows(9, 8)).order()).isEqualTo(STABLE);
    }

    @Test
    void the_note_tells_what_became_of_the_order_when_and_why() {
        Certificate certificate = none.with(rows(9, 8), 2, NOW).with(rows(1, 2), 2, LATER);

        assertThat(certificate.note())
                .contains("CREATED_DESC became STABLE at " + LATER + ": a page was in another order than CREATED_DESC");
        assertThat(certificate.since()).isEqualTo(LATER);
    }

    @Test
    void pages_are_counted_since_the_order_holds() {
        Certificate certificate = after(after(after(none, lastUpdatedFirst), lastUpdatedFirst), lastUpdatedFirst);
        assertThat(certificate.pages()).isEqualTo(3);
        assertThat(certificate.since()).isEqualTo(NOW);

        assertThat(after(certificate, rows(9, 8)).pages()).isEqualTo(1);
    }

    @Test
    void a_whole_walk_that_agrees_brings_an_order_back() {
        Certificate demoted = after(after(none, rows(9, 8)), rows(1, 2)).sweepBegins();

        Certificate swept = after(after(demoted, rows(9, 8)), rows(7, 6));
        assertThat(swept.order()).isEqualTo(STABLE);
        swept = swept.sweepEnds(LATER);

        assertThat(swept.order()).isEqualTo(CREATED_DESC);
        assertThat(swept.note()).contains("STABLE became CREATED_DESC at " + LATER + ": a whole walk agreed with it");
    }

    @Test
    void one_contradiction_within_the_walk_keeps_it_ruled_out() {
        Certificate demoted = after(after(none, rows(9, 8)), rows(1, 2)).sweepBegins();

        Certificate swept = after(after(demoted, rows(1, 2)), rows(9, 8)).sweepEnds(LATER);

        assertThat(swept.order()).isEqualTo(STABLE);
    }

    @Test
    void pages_before_the_walk_do_not_count_for_it() {
        Certificate demoted = after(after(none, rows(1, 2)), rows(9, 8));

        assertThat(demoted.sweepEnds(LATER).order()).isEqualTo(STABLE);
        assertThat(after(demoted.sweepBegins(), rows(9, 8)).sweepEnds(LATER).order())
                .isEqualTo(CREATED_DESC);
    }

    @Test
    void a_list_that_comes_otherwise_each_time_has_no_order_until_it_is_seen_sorted() {
        Certificate unstable = after(none, rows(9, 8)).unstable(LATER);

        assertThat(unstable.order()).isEqualTo(UNORDERED);
        assertThat(unstable.note())
                .contains("CREATED_DESC became UNORDERED at " + LATER + ": the list comes in another order each time");
        assertThat(after(unstable.sweepBegins(), rows(1, 9, 5)).sweepEnds(LATER).order())
                .isEqualTo(UNORDERED);
        assertThat(after(unstable.sweepBegins(), rows(9, 8)).sweepEnds(LATER).order())
                .isEqualTo(CREATED_DESC);
    }

    @Test
    void a_full_page_is_the_longest_that_ever_came_with_its_empty_elements() {
        Certificate certificate = none.with(rows(9, 8), 5, NOW).with(rows(7, 6, 5), 3, NOW);

        assertThat(certificate.capacity()).isEqualTo(5);
        assertThat(certificate.with(List.of(), 0, NOW).capacity()).isEqualTo(5);
        assertThat(certificate.with(rows(4), 6, NOW).capacity()).isEqualTo(6);
    }

    @Test
    void that_a_list_comes_whole_outlasts_pages_and_walks() {
        Certificate certificate = after(none, rows(9, 8))
                .comesWhole()
                .sweepBegins()
                .sweepEnds(NOW)
                .unstable(NOW);

        assertThat(after(none, rows(9, 8)).whole()).isFalse();
        assertThat(after(certificate, rows(1, 2)).whole()).isTrue();
    }

    @Test
    void a_list_that_lacks_known_rows_comes_whole_only_if_more_came_than_were_asked_for() {
        Certificate few = none.with(rows(9, 8), 100, NOW).comesWhole();
        Certificate many = none.with(rows(9, 8), 101, NOW).comesWhole();

        assertThat(few.lacksRows().whole()).isFalse();
        assertThat(many.lacksRows().whole()).isTrue();
    }

    private static Certificate after(Certificate certificate, List<Placed> page) {
        return certificate.with(page, page.size(), NOW);
    }
}
