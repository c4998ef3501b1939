package dev.tidemark.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.ChangeDetector;
import dev.tidemark.change.ChangeSet;
import dev.tidemark.change.Coverage;
import dev.tidemark.change.Observation;
import dev.tidemark.change.Observation.FirstWalk;
import dev.tidemark.change.Observation.ViewRules;
import dev.tidemark.change.Questions;
import dev.tidemark.change.Related;
import dev.tidemark.change.RowState;
import dev.tidemark.change.detector.Detectors;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.mindstamp.row.RowParser;
import dev.tidemark.mindstamp.row.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** From the bytes of a full page, of which 3 rows in 100 changed, to what is to be stored and told: rows a second. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(ParseAndDiff.ROWS)
public class ParseAndDiff {
    static final int ROWS = 100;
    /** Different ones in turn, more than the processor's nearer caches hold. */
    private static final int PAGES = 20;
    /** One row in so many changed. */
    private static final int CHANGED = 33;

    private static final Instant NOW = Instant.parse("2026-01-01T05:00:00Z");

    private static final Observation BEFORE = observation(NOW.minus(Duration.ofMinutes(10)));
    private static final Observation OBSERVATION = observation(NOW);

    private final RowParser<View> viewParser = new RowParser<>(View::new);
    private final RowParser<Interaction> interactionParser = new RowParser<>(Interaction::new);
    private final List<Known> views = new ArrayList<>();
    private final List<Known> interactions = new ArrayList<>();
    private int turn;

    /** A page as it comes, and what is known of its rows. */
    private record Known(byte[] body, Map<String, RowState> states, Related related) {}

    public ParseAndDiff() {
        for (long first = 0; first < PAGES * ROWS; first += ROWS) {
            List<ObjectNode> before = new ArrayList<>();
            List<ObjectNode> after = new ArrayList<>();
            List<ObjectNode> answers = new ArrayList<>();
            List<ObjectNode> others = new ArrayList<>();
            for (long number = first; number < first + ROWS; number++) {
                boolean changes = number % CHANGED == 1;
                Instant createdAt = Listed.createdAt(number);
                before.add(Listed.view(number, 40));
                after.add(Listed.view(number, changes ? 60 : 40));
                answers.add(Listed.interaction(number, 1, createdAt));
                others.add(Listed.interaction(number, changes ? 3 : 1, changes ? createdAt.plusSeconds(9) : createdAt));
            }
            views.add(known(Detectors.VIEWS, viewParser, before, after));
            interactions.add(known(Detectors.INTERACTIONS, interactionParser, answers, others));
        }
    }

    @Benchmark
    public ChangeSet views(Blackhole hole) {
        return changes(Detectors.VIEWS, viewParser, next(views), hole);
    }

    @Benchmark
    public ChangeSet interactions(Blackhole hole) {
        return changes(Detectors.INTERACTIONS, interactionParser, next(interactions), hole);
    }

    /** The steps of {@code PageCommit}, without the tables. */
    private static <R extends Row> ChangeSet changes(
            ChangeDetector<R> detector, RowParser<R> parser, Known known, Blackhole hole) {
        List<R> found = parser.page(known.body(), Optional.of(NOW)).rows();
        hole.consume(found.stream().map(Row::id).toList());
        ChangeSet.Draft<R> draft = ChangeSet.draft(detector, found, known.states(), OBSERVATION);
        Questions questions = draft.questions();
        hole.consume(questions);
        return draft.changes(known.related());
    }

    private static <R extends Row> Known known(
            ChangeDetector<R> detector, RowParser<R> parser, List<ObjectNode> before, List<ObjectNode> after) {
        ChangeSet first = ChangeSet.draft(
                        detector,
                        parser.page(Listed.page(before), Optional.empty()).rows(),
                        Map.of(),
                        BEFORE)
                .changes(Related.NONE);
        Map<String, RowState> states = new HashMap<>();
        first.created().forEach(state -> states.put(state.rowId(), state));
        return new Known(Listed.page(after), states, new Related(Map.of(), first.facts(), Map.of(), List.of()));
    }

    private static Observation observation(Instant now) {
        return new Observation(
                "default",
                false,
                NOW.minus(Duration.ofDays(1)),
                FirstWalk.BASELINE,
                new ViewRules(90, List.of(25, 50, 75), Duration.ofMinutes(15)),
                Map.of(),
                Coverage.NONE,
                now,
                now,
                now);
    }

    private Known next(List<Known> pages) {
        turn = (turn + 1) % PAGES;
        return pages.get(turn);
    }

    /** The bytes of a row, and how many rows of a page count as changed: what the figures stand for. */
    static String described() {
        ParseAndDiff bench = new ParseAndDiff();
        return described("views", Detectors.VIEWS, bench.viewParser, bench.views)
                + described("interactions", Detectors.INTERACTIONS, bench.interactionParser, bench.interactions);
    }

    private static <R extends Row> String described(
            String what, ChangeDetector<R> detector, RowParser<R> parser, List<Known> pages) {
        Known page = pages.getFirst();
        ChangeSet changes = ChangeSet.draft(
                        detector, parser.page(page.body(), Optional.empty()).rows(), page.states(), OBSERVATION)
                .changes(page.related());
        return "%s: %d bytes a row, %d rows known, %d seen again, %d changed, %d events%n"
                .formatted(
                        what,
                        page.body().length / ROWS,
                        page.states().size(),
                        changes.seen().size(),
                        changes.changed().size(),
                        changes.events().size());
    }
}
