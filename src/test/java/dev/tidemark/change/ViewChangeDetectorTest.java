package dev.tidemark.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.RowFacts;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewChangeDetectorTest {
    private static final Instant CUTOFF = Instant.parse("2026-01-01T05:00:00Z");
    private static final Observation.ViewRules RULES =
            new Observation.ViewRules(90, List.of(25, 50, 75), Duration.ofMinutes(15));

    private final ViewChangeDetector detector = new ViewChangeDetector();
    private Instant now = CUTOFF.plusSeconds(60);
    private Optional<RowState> known = Optional.empty();

    @Test
    void a_new_view_starts() {
        assertThat(names(see(0))).containsExactly("ViewStarted");
    }

    @Test
    void each_milestone_and_the_completion_come_once_and_in_order() {
        List<String> told = new ArrayList<>();
        for (int percentage : new int[] {0, 10, 30, 55, 60, 80, 95, 100}) {
            told.addAll(names(see(percentage)));
        }

        assertThat(told)
                .containsExactly(
                        "ViewStarted",
                        "ViewProgressed 25",
                        "ViewProgressed 50",
                        "ViewProgressed 75",
                        "ViewCompleted 90");
    }

    @Test
    void a_jump_gives_every_milestone_it_passed() {
        assertThat(names(see(95)))
                .containsExactly(
                        "ViewStarted",
                        "ViewProgressed 25",
                        "ViewProgressed 50",
                        "ViewProgressed 75",
                        "ViewCompleted 90");
    }

    @Test
    void the_same_change_seen_twice_has_the_same_id() {
        see(0);
        Optional<RowState> before = known;
        List<ChangeEvent> first = see(30);
        known = before;
        now = now.plusSeconds(500);

        assertThat(see(30))
                .extracting(ChangeEvent::id)
                .isEqualTo(first.stream().map(ChangeEvent::id).toList());
    }

    @Test
    void a_view_that_stays_the_same_for_the_quiet_time_has_ended_once() {
        see(95);
        now = now.plus(Duration.ofMinutes(14));
        assertThat(names(seeAgain())).isEmpty();
        now = now.plus(Duration.ofMinutes(1));

        List<ChangeEvent> ended = seeAgain();

        assertThat(names(ended)).containsExactly("ViewEnded true");
        now = now.plus(Duration.ofHours(1));
        assertThat(seeAgain()).isEmpty();
    }

    @Test
    void a_view_left_early_ends_without_completion() {
        see(40);
        now = now.plus(Duration.ofMinutes(15));

        assertThat(names(seeAgain())).containsExactly("ViewEnded false");
    }

    @Test
    void a_stale_copy_neither_tells_nor_changes_anything() {
        View old = view(30, now);
        detect(old);
        now = now.plusSeconds(10);
        see(60);
        RowState before = known.orElseThrow();

        assertThat(detect(old)).isEmpty();
        assertThat(known).contains(before);
    }

    @Test
    void a_change_names_each_field_that_differs_and_when_it_was_last_as_before() {
        Instant first = now;
        see(0);
        now = now.plusSeconds(10);

        RowFacts facts = facts(see(30).getFirst());

        assertThat(facts.change()).containsOnlyKeys("percentage", "updated_at");
        assertThat(facts.change().get("percentage").from().intValue()).isZero();
        assertThat(facts.change().get("percentage").to().intValue()).isEqualTo(30);
        assertThat(facts.unchangedAt()).isEqualTo(first);
        assertThat(facts.changedAt()).isEqualTo(now);
    }

    @Test
    void history_is_learned_silently_and_its_later_changes_are_told() {
        View old = row("v1", 30, CUTOFF.minusSeconds(60), CUTOFF.minusSeconds(5));
        RowChange learned = detector.detect(old, Optional.empty(), observation(true, Observation.FirstWalk.BASELINE));
        assertThat(learned.events()).isEmpty();
        known = Optional.of(learned.state());

        View grown = row("v1", 80, CUTOFF.minusSeconds(60), now);

        assertThat(names(detect(grown))).containsExactly("ViewProgressed 50", "ViewProgressed 75");
    }

    @Test
    void history_that_rests_does_not_end_again() {
        View old = row("v1", 95, CUTOFF.minus(Duration.ofDays(3)), CUTOFF.minus(Duration.ofDays(3)));
        RowChange learned = detector.detect(old, Optional.empty(), observation(true, Observation.FirstWalk.BASELINE));

        assertThat(learned.state().phase()).isEqualTo(RowState.Phase.SETTLED);
    }

    @Test
    void history_is_marked_as_such_where_it_is_told() {
        View old = row("v1", 30, CUTOFF.minusSeconds(60), CUTOFF.minusSeconds(5));
        RowChange told = detector.detect(old, Optional.empty(), observation(true, Observation.FirstWalk.EMIT));

        assertThat(names(told.events())).containsExactly("ViewStarted", "ViewProgressed 25");
        assertThat(told.events()).allMatch(event -> facts(event).backfill());
    }

    @Test
    void history_that_rests_ends_at_once_where_it_is_told() {
        View old = row("v1", 95, CUTOFF.minus(Duration.ofDays(3)), CUTOFF.minus(Duration.ofDays(3)));
        RowChange told = detector.detect(old, Optional.empty(), observation(true, Observation.FirstWalk.EMIT));

        assertThat(names(told.events())).endsWith("ViewCompleted 90", "ViewEnded true");
        assertThat(told.events()).allMatch(event -> facts(event).backfill());
        assertThat(told.state().phase()).isEqualTo(RowState.Phase.SETTLED);
    }

    @Test
    void history_found_late_is_still_history() {
        View old = row("v1", 30, CUTOFF.minusSeconds(60), CUTOFF.minusSeconds(5));

        assertThat(detect(old)).isEmpty();
    }

    @Test
    void a_view_that_ends_twice_in_the_same_state_ends_under_two_ids() {
        see(40);
        now = now.plus(Duration.ofMinutes(15));
        ChangeEvent first = seeAgain().getFirst();
        now = now.plusSeconds(5);
        detect(view(50, now));
        now = now.plusSeconds(5);
        View back = view(40, now);
        detect(back);
        now = now.plus(Duration.ofMinutes(15));

        assertThat(detect(back))
                .singleElement()
                .satisfies(second -> assertThat(second.id()).isNotEqualTo(first.id()));
    }

    @Test
    void an_update_of_the_date_alone_is_no_change() {
        see(40);
        now = now.plus(Duration.ofMinutes(15));
        seeAgain();

        assertThat(see(40)).isEmpty();
        assertThat(known.orElseThrow().phase()).isEqualTo(RowState.Phase.SETTLED);
    }

    @Test
    void a_date_from_the_future_does_not_make_later_copies_stale() {
        detect(view(30, now.plus(Duration.ofDays(300))));
        now = now.plusSeconds(10);

        assertThat(names(see(60))).containsExactly("ViewProgressed 50");
    }

    @Test
    void what_starts_during_the_first_walk_is_news() {
        View fresh = row("v1", 0, CUTOFF.plusSeconds(1), CUTOFF.plusSeconds(1));
        RowChange told = detector.detect(fresh, Optional.empty(), observation(true, Observation.FirstWalk.BASELINE));

        assertThat(names(told.events())).containsExactly("ViewStarted");
        assertThat(told.events()).noneMatch(event -> facts(event).backfill());
    }

    @Test
    void a_volatile_or_unknown_field_is_no_change() {
        see(30);
        View same = view(30, now);
        same.fields().put("export_count", 7).put("brand_new", true);

        assertThat(detect(same)).isEmpty();
        assertThat(known.orElseThrow().revision()).isEqualTo(1);
    }

    private List<ChangeEvent> see(int percentage) {
        return detect(view(percentage, now));
    }

    private List<ChangeEvent> seeAgain() {
        View last = new View("v1", Json.readObject(known.orElseThrow().fields()));
        return detect(last);
    }

    private List<ChangeEvent> detect(View view) {
        RowChange change = detector.detect(view, known, observation(false, Observation.FirstWalk.BASELINE));
        known = Optional.of(change.state());
        return change.events();
    }

    private Observation observation(boolean learning, Observation.FirstWalk firstWalk) {
        return new Observation("default", learning, CUTOFF, firstWalk, RULES, Optional.empty(), now);
    }

    private static View view(int percentage, Instant updatedAt) {
        return row("v1", percentage, CUTOFF.plusSeconds(30), updatedAt);
    }

    private static View row(String id, int percentage, Instant createdAt, Instant updatedAt) {
        return new View(
                id,
                Json.object()
                        .put("id", id)
                        .put("percentage", percentage)
                        .put("created_at", createdAt.toString())
                        .put("updated_at", updatedAt.toString()));
    }

    private static RowFacts facts(ChangeEvent event) {
        return ((EventData.OfRow) event.data()).facts();
    }

    private static List<String> names(List<ChangeEvent> events) {
        return events.stream()
                .map(event -> event.type().shortName()
                        + switch (event.data()) {
                            case EventData.ViewProgressed progressed -> " " + progressed.milestone();
                            case EventData.ViewCompleted completed -> " " + completed.threshold();
                            case EventData.ViewEnded ended -> " " + ended.completed();
                            default -> "";
                        })
                .toList();
    }
}
