package dev.tidemark.simulation;

import dev.tidemark.poll.list.ListOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/** Viewers who come, watch, answer, leave, come back, and rows that are deleted; all by one seed. */
final class ModelWorld {
    private record Deed(Instant at, long number, Runnable run) {}

    private final WorldPlan plan;
    private final Random random;
    private final PriorityQueue<Deed> deeds =
            new PriorityQueue<>(Comparator.comparing(Deed::at).thenComparing(Deed::number));
    private final Map<String, ModelRow> all = new HashMap<>();
    /** Views, and interactions, that are there, by creation. */
    private final List<ModelRow> views = new ArrayList<>();

    private final List<ModelRow> interactions = new ArrayList<>();
    private Instant now;
    private final Instant start;
    private Instant end;
    private ListOrder order;
    private long numbers;
    private int ids;
    private long changes;

    ModelWorld(WorldPlan plan, long seed, Instant start) {
        this.plan = plan;
        this.random = new Random(seed);
        this.now = start;
        this.start = start;
        this.end = start.plus(plan.busy());
        this.order = plan.order();
        Instant past = start.minus(Duration.ofHours(3));
        for (int i = 0; i < plan.history(); i++) {
            Instant created =
                    past.plusMillis((long) (Duration.ofHours(2).toMillis() * (i + 1.0) / (plan.history() + 1)));
            ModelRow row = add("", created, created);
            Instant changed = created.plusSeconds(100);
            row.change(changed, row.dates.updated(changed, random.nextBoolean()), random.nextInt(101), 0, "");
        }
        plan.oddities().switches().forEach(one -> at(start.plus(one.after()), () -> order = one.to()));
        arrive(start);
        vanish(start);
        returnLate(start);
    }

    long changes() {
        return changes;
    }

    Instant start() {
        return start;
    }

    /** By the source's clock. */
    Instant atSource(Instant ours) {
        return ours.plus(plan.oddities().skew());
    }

    Instant end() {
        return end;
    }

    boolean isBroken(ModelRow row) {
        return Math.floorMod(row.id.hashCode(), 10_000) < plan.brokenShare() * 10_000;
    }

    Map<String, ModelRow> all() {
        return all;
    }

    /** Everything that happens until then. */
    void advanceTo(Instant then) {
        while (!deeds.isEmpty() && !deeds.peek().at.isAfter(then)) {
            Deed deed = deeds.poll();
            now = deed.at;
            deed.run.run();
        }
        now = then;
    }

    boolean isQuiet() {
        return deeds.isEmpty();
    }

    /** In the list's order, as it is or was. */
    List<ModelRow> list(boolean ofViews, Instant at) {
        List<ModelRow> rows = ofViews ? views : interactions;
        return switch (order) {
            case CREATED_ASC -> there(rows, at);
            case CREATED_DESC -> there(rows, at).reversed();
            case UPDATED_DESC ->
                sorted(
                        rows,
                        at,
                        Comparator.comparing((ModelRow row) ->
                                        row.dates.updatedPlace(row.at(at).updatedAt()))
                                .thenComparing(row -> row.tie)
                                .reversed());
            case STABLE -> sorted(rows, at, Comparator.comparing(row -> row.tie * 31 + row.id.hashCode() * 7919));
            case UNORDERED -> {
                List<ModelRow> shuffled = new ArrayList<>(there(rows, at));
                java.util.Collections.shuffle(shuffled, random);
                yield shuffled;
            }
        };
    }

    private List<ModelRow> there(List<ModelRow> rows, Instant at) {
        return at.equals(now)
                ? rows
                : sorted(
                        all.values().stream()
                                .filter(row -> row.isView() == (rows == views))
                                .toList(),
                        at,
                        BY_CREATION);
    }

    private static List<ModelRow> sorted(List<ModelRow> rows, Instant at, Comparator<ModelRow> order) {
        return rows.stream().filter(row -> row.isThere(at)).sorted(order).toList();
    }

    private static final Comparator<ModelRow> BY_CREATION = Comparator.comparing(
                    (ModelRow row) -> row.dates.createdPlace(row.createdAt))
            .thenComparing(row -> row.tie)
            .thenComparing(row -> row.id);

    private void at(Instant when, Runnable deed) {
        deeds.add(new Deed(when, numbers++, deed));
    }

    private Duration exponential(double perHour) {
        return Duration.ofMillis(
                1 + (long) (-Math.log(1 - random.nextDouble()) * 3_600_000 / Math.max(0.001, perHour)));
    }

    private void arrive(Instant after) {
        Instant next = after.plus(exponential(plan.viewsPerHour()));
        if (next.isBefore(end)) {
            at(next, () -> {
                int crowd = plan.ties() && random.nextInt(8) == 0 ? 12 : 1;
                for (int i = 0; i < crowd; i++) {
                    begin(next);
                }
                arrive(next);
            });
        }
    }

    private void begin(Instant at) {
        Instant created = plan.ties() ? at.truncatedTo(ChronoUnit.SECONDS) : at.truncatedTo(ChronoUnit.MILLIS);
        boolean late = random.nextDouble() < plan.lateShare();
        Instant visible = late ? at.plusMillis(random.nextLong(plan.late().toMillis() + 1)) : at;
        ModelRow view = add("", created, visible);
        watch(view, at, 1 + random.nextInt(plan.steps()));
    }

    /** One step of watching every 8 to 25 seconds. */
    private void watch(ModelRow view, Instant from, int steps) {
        Instant next = from.plusMillis(8_000 + random.nextInt(17_000));
        if (steps == 0 || next.isAfter(end.plus(Duration.ofMinutes(10)))) {
            if (random.nextDouble() < plan.resumeShare()) {
                Instant back = from.plus(Duration.ofMinutes(1 + random.nextInt(14)));
                if (back.isBefore(end)) {
                    at(back, () -> watch(view, back, 1 + random.nextInt(5)));
                }
            }
            return;
        }
        at(next, () -> {
            if (!view.isDeleted()) {
                step(view, next);
                watch(view, next, steps - 1);
            }
        });
    }

    private void step(ModelRow view, Instant at) {
        ModelRow.Version last = view.last();
        boolean answers = plan.interactions() && random.nextInt(6) == 0;
        if (answers) {
            add(view.id, at.truncatedTo(ChronoUnit.MILLIS), at);
        }
        String email = last.email().isEmpty() && random.nextInt(20) == 0 ? view.id + "@acme.example" : last.email();
        Instant changed = at.truncatedTo(ChronoUnit.MILLIS);
        view.change(
                changed,
                plan.updatedMoves() ? view.dates.updated(changed, random.nextBoolean()) : last.updatedAt(),
                Math.min(100, last.percentage() + 1 + random.nextInt(6)),
                last.interactions() + (answers ? 1 : 0),
                email);
        changes++;
    }

    private void vanish(Instant after) {
        Instant next = after.plus(exponential(plan.deletesPerHour()));
        if (plan.deletesPerHour() > 0 && next.isBefore(end)) {
            at(next, () -> {
                boolean ofViews = interactions.isEmpty() || random.nextInt(4) > 0;
                List<ModelRow> rows = ofViews ? views : interactions;
                int mass = plan.masses() && random.nextInt(30) == 0 ? rows.size() / 2 : 1;
                for (int i = 0; i < mass && !rows.isEmpty(); i++) {
                    ModelRow row = rows.get(random.nextInt(rows.size()));
                    row.delete(next);
                    rows.remove(row);
                }
                vanish(next);
            });
        }
    }

    private void returnLate(Instant after) {
        if (plan.oldResumesPerHour() > 0) {
            Instant next = after.plus(exponential(plan.oldResumesPerHour()));
            if (next.isBefore(end)) {
                at(next, () -> {
                    watch(views.get(random.nextInt(views.size())), next, 1 + random.nextInt(5));
                    returnLate(next);
                });
            }
        }
    }

    private ModelRow add(String viewId, Instant created, Instant visible) {
        ModelRow row = new ModelRow(
                (viewId.isEmpty() ? "v" : "i") + Integer.toHexString(ids * 0x9E3779B1) + "-" + ids++,
                viewId,
                created,
                visible,
                plan.oddities().dates(plan.updatedAt(), random),
                random.nextInt(1000));
        all.put(row.id, row);
        if (visible.isAfter(now) && visible.isAfter(start)) {
            at(visible, () -> show(row));
        } else {
            show(row);
        }
        return row;
    }

    private void show(ModelRow row) {
        if (row.isDeleted()) {
            return;
        }
        List<ModelRow> rows = row.isView() ? views : interactions;
        int place = rows.size();
        while (place > 0 && BY_CREATION.compare(rows.get(place - 1), row) > 0) {
            place--;
        }
        rows.add(place, row);
    }

    Random random() {
        return random;
    }

    /** Of its lists, now. */
    ListOrder order() {
        return order;
    }
}
