package dev.tidemark.simulation.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.budget.CallLimits;
import dev.tidemark.mindstamp.budget.VirtualBudget;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Group;
import dev.tidemark.mindstamp.row.Member;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.mindstamp.row.Viewer;
import dev.tidemark.platform.Json;
import dev.tidemark.poll.source.Source;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.simulation.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/** The API over a catalogue: viewers come whole, groups and their videos in pages; things happen between two calls. */
final class CatalogueSource implements Source {
    private static final int PER_HOUR = 1000;
    /** After one of so many pages of a group one of its videos leaves. */
    private static final int SEAMS = 4;

    private final Catalogue catalogue;
    private final VirtualClock clock;
    private final VirtualBudget budget;
    private final Random random;
    private final int pageCap;
    private final double errors;
    private boolean happening;
    private boolean failing;

    CatalogueSource(Catalogue catalogue, VirtualClock clock, long seed) {
        this.catalogue = catalogue;
        this.clock = clock;
        random = new Random(seed + 1);
        budget = new VirtualBudget(new CallLimits(100, PER_HOUR), new Random(seed + 2));
        pageCap = 4 + random.nextInt(12);
        errors = random.nextBoolean() ? random.nextDouble() * 0.1 : 0;
    }

    void happens(boolean does) {
        happening = does;
        failing = does;
    }

    void pass(Duration time) {
        clock.advance(time);
        if (happening) {
            catalogue.pass(time.toMillis() / 1000.0, clock.instant());
        }
    }

    @Override
    public <R extends Row> Reply<Page<R>> list(StreamKind<R> kind, CallClass callClass, int limit, int offset) {
        return call(callClass, () -> switch (kind.stream()) {
            case VIEWERS -> page(catalogue.viewers, Integer.MAX_VALUE, 0, this::viewer);
            case GROUPS -> page(catalogue.groups, Math.min(limit, pageCap), offset, this::group);
            default -> page(Map.of(), limit, 0, this::group);
        });
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R extends Row> Reply<R> one(StreamKind<R> kind, CallClass callClass, String id) {
        boolean ofViewers = kind.stream() == StreamName.VIEWERS;
        return call(
                callClass,
                () -> Optional.ofNullable((ofViewers ? catalogue.viewers : catalogue.groups).get(id))
                        .filter(entry -> entry.there)
                        .<Reply<R>>map(entry -> new Reply.Ok<>((R) (ofViewers ? viewer(entry) : group(entry))))
                        .orElseGet(() -> new Reply.Failed<>(new MindstampFailure.NotFound())));
    }

    @Override
    public Reply<Long> count(StreamKind<?> kind, CallClass callClass) {
        return call(callClass, () -> new Reply.Failed<>(new MindstampFailure.NotFound()));
    }

    @Override
    public <R extends Row> Reply<Page<R>> of(
            StreamKind<R> kind, CallClass callClass, String owner, int limit, int offset) {
        ObjectNode named = Json.object().put("id", owner);
        Map<String, Catalogue.Entry> videos = catalogue.members.getOrDefault(owner, Map.of());
        Reply<Page<R>> reply = call(
                callClass,
                () -> page(
                        videos,
                        Math.min(limit, pageCap),
                        offset,
                        entry -> Member.of(owner, named, entry.id, Json.object().put("id", entry.id))));
        if (happening && random.nextInt(SEAMS) == 0) {
            // What follows moves up: the next page begins behind one that nobody read.
            Catalogue.there(videos).stream().limit(1).forEach(Catalogue::leave);
        }
        return reply;
    }

    private <T> Reply<T> call(CallClass callClass, Supplier<Reply<T>> answer) {
        Optional<Instant> later = budget.spend(callClass, clock.instant());
        if (later.isPresent()) {
            return new Reply.Failed<>(new MindstampFailure.OverBudget(later.get()));
        }
        pass(Duration.ofMillis(100 + random.nextInt(400)));
        if (failing && random.nextDouble() < errors) {
            budget.failed(Optional.empty(), clock.instant());
            return new Reply.Failed<>(new MindstampFailure.Unavailable("status 500"));
        }
        budget.worked(clock.instant());
        return answer.get();
    }

    @SuppressWarnings("unchecked")
    private <R extends Row> Reply<Page<R>> page(
            Map<String, Catalogue.Entry> all, int limit, int offset, Function<Catalogue.Entry, Row> typed) {
        List<R> rows = Catalogue.there(all).stream()
                .skip(offset)
                .limit(limit)
                .map(entry -> (R) typed.apply(entry))
                .toList();
        return new Reply.Ok<>(new Page<>(rows, rows.size(), 0, List.of(), Optional.of(clock.instant())));
    }

    Viewer viewer(Catalogue.Entry entry) {
        return new Viewer(entry.id, dated(entry).put("name", "form " + entry.form));
    }

    private Group group(Catalogue.Entry entry) {
        return new Group(entry.id, dated(entry).put("name", entry.id));
    }

    private static ObjectNode dated(Catalogue.Entry entry) {
        return Json.object().put("id", entry.id).put("created_at", entry.createdAt.toString());
    }
}
