package dev.tidemark.poll.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.page.Poison;
import dev.tidemark.mindstamp.row.Member;
import dev.tidemark.platform.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All that belongs to a row is all only when nobody can have been left out. */
class MemberWalkTest {
    private final MemberWalk walk = new MemberWalk("g1", Instant.EPOCH, false);
    private final List<Member> members = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"0,100,1", "1,100,2", "3,100,2", "99,100,2", "100,100,2", "101,100,3", "250,100,4", "40,8,8", "9,4,4"})
    void a_list_that_rests_is_read_whole(int size, int pageSize, int calls) {
        add(1, size);

        assertThat(read(pageSize)).isEqualTo(calls);
        assertThat(walk.isWhole()).isTrue();
        assertThat(walk.ownedBy(Json.object())).hasSize(size);
    }

    @Test
    void a_source_that_sends_all_whatever_it_is_asked_has_sent_all() {
        add(1, 130);

        walk.take(page(members), 100);
        walk.take(page(members), 100);

        assertThat(walk.isDone()).isTrue();
        assertThat(walk.isWhole()).isTrue();
    }

    @Test
    void what_comes_whole_needs_no_second_page() {
        add(1, 3);

        MemberWalk entries = new MemberWalk("a1", Instant.EPOCH, true);

        entries.take(page(members), 100);

        assertThat(entries.isWhole()).isTrue();
    }

    @Test
    void a_few_that_leave_meanwhile_hide_nobody() {
        add(1, 150);
        next(100);
        members.subList(0, 5).clear();

        read(100);

        assertThat(walk.isWhole()).isTrue();
        assertThat(walk.ownedBy(Json.object())).hasSize(150);
    }

    @Test
    void more_that_leave_meanwhile_may_have_moved_others_past() {
        add(1, 150);
        next(100);
        members.subList(0, 20).clear();

        read(100);

        assertThat(walk.isDone()).isTrue();
        assertThat(walk.isWhole()).isFalse();
    }

    @Test
    void more_that_come_first_meanwhile_may_keep_the_end_away() {
        add(1, 150);
        next(100);
        List<Member> old = List.copyOf(members);
        members.clear();
        add(1_000, 100);
        members.addAll(old);

        read(100);

        assertThat(walk.isWhole()).isFalse();
    }

    @Test
    void pages_of_a_few_rows_that_cannot_overlap_prove_nothing() {
        add(1, 9);

        read(3);

        assertThat(walk.ownedBy(Json.object())).hasSize(9);
        assertThat(walk.isWhole()).isFalse();
    }

    @Test
    void who_could_not_be_read_may_be_anybody() {
        Poison noId = Poison.without(Optional.empty(), "no id");
        MemberWalk entries = new MemberWalk("a1", Instant.EPOCH, true);

        entries.take(new Page<>(List.of(), 1, 0, List.of(noId), Optional.empty()), 100);

        assertThat(entries.isDone()).isTrue();
        assertThat(entries.isWhole()).isFalse();
        assertThat(entries.poison()).containsExactly(noId);
    }

    @ParameterizedTest
    @ValueSource(ints = {105, 120, 150, 250})
    void members_in_another_order_with_each_page_are_never_all(int size) {
        add(1, size);
        Random random = new Random(size);
        while (!walk.isDone()) {
            Collections.shuffle(members, random);
            next(100);
        }

        assertThat(walk.isWhole()).isFalse();
    }

    @Test
    void one_that_breaks_every_page_it_is_in_is_gone_past_and_the_others_are_read() {
        add(1, 150);
        int calls = 0;
        while (!walk.isDone()) {
            int limit = walk.limit(Instant.EPOCH);
            List<Member> page =
                    members.stream().skip(walk.offset()).limit(limit).toList();
            calls++;
            if (page.contains(members.get(60))) {
                assertThat(walk.failed(limit, "too large", true, true, Instant.EPOCH))
                        .isFalse();
            } else {
                walk.take(page(page), limit);
            }
        }

        assertThat(walk.ids()).hasSize(149);
        assertThat(walk.poison()).hasSize(1);
        assertThat(walk.isWhole()).isFalse();
        assertThat(calls).isLessThan(20);
    }

    @Test
    void a_place_that_is_not_there_any_more_is_no_end_where_somebody_was_seen() {
        add(1, 150);
        next(100);

        walk.ends();

        assertThat(walk.isWhole()).isFalse();
    }

    @Test
    void a_list_that_never_ends_is_left() {
        int calls = 0;
        while (!walk.isDone()) {
            members.clear();
            add(1 + calls * 90, 100);
            walk.take(page(members), 100);
            calls++;
        }

        assertThat(calls).isEqualTo(50);
        assertThat(walk.isWhole()).isFalse();
    }

    @Test
    void what_was_left_stays_left() {
        for (int calls = 0; calls < 60; calls++) {
            members.clear();
            add(1 + calls * 90, 100);
            walk.take(page(members), 100);
        }

        assertThat(walk.isDone()).isTrue();
        assertThat(walk.isWhole()).isFalse();
    }

    @Test
    void more_than_can_be_kept_are_not_followed() {
        add(1, 50_000);

        walk.take(page(members), 100);

        assertThat(walk.isDone()).isTrue();
        assertThat(walk.isWhole()).isFalse();
    }

    @Test
    void what_comes_whole_and_fails_is_not_asked_for_in_smaller_pages() {
        MemberWalk entries = new MemberWalk("a1", Instant.EPOCH, true);

        assertThat(entries.failed(100, "too large", true, true, Instant.EPOCH)).isFalse();
        assertThat(entries.failed(100, "too large", true, true, Instant.EPOCH)).isFalse();
        assertThat(entries.limit(Instant.EPOCH)).isEqualTo(100);
        assertThat(entries.failed(100, "too large", true, true, Instant.EPOCH)).isTrue();
    }

    private void add(int first, int count) {
        IntStream.range(first, first + count)
                .mapToObj(i -> Member.of("g1", Json.object().put("id", "g1"), "m" + i, Json.object()))
                .forEach(members::add);
    }

    /** @return how many pages that took */
    private int read(int pageSize) {
        int calls = 0;
        while (!walk.isDone()) {
            next(pageSize);
            calls++;
        }
        return calls;
    }

    private void next(int pageSize) {
        walk.take(page(members.stream().skip(walk.offset()).limit(pageSize).toList()), 100);
    }

    private static Page<Member> page(List<Member> rows) {
        return new Page<>(List.copyOf(rows), rows.size(), 0, List.of(), Optional.empty());
    }
}
