package dev.tidemark.poll.condition;

import dev.tidemark.change.StreamName;
import dev.tidemark.event.EventType;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.poll.store.PoisonStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Notices rows of another shape than ever before: fields never seen, or the first that cannot be read. */
@ApplicationScoped
public class RowShapes {
    /** Of one stream, at most so often; what else is new then is told the next time. */
    private static final Duration AT_MOST_EVERY = Duration.ofDays(1);

    /** What was told lately, elsewhere maybe, is looked at again after so long. */
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private static final int LONGEST_NAME = 100;
    private static final int MOST_NAMES = 200;
    private static final String ADVICE =
            "Look at GET /api/v1/accounts/{id}/poison for rows that could not be read, which are kept there. Unknown"
                    + " fields are passed on in events as they are; receivers that refuse them need a change.";

    private final ConditionLog log;
    private final ConditionStore store;
    private final PoisonStore poison;
    private final Clock clock;
    private final Map<Of, Shape> shapes = new ConcurrentHashMap<>();

    RowShapes(ConditionLog log, ConditionStore store, PoisonStore poison, Clock clock) {
        this.log = log;
        this.store = store;
        this.poison = poison;
        this.clock = clock;
    }

    private record Of(String account, StreamName stream) {}

    /**
     * What rows of a stream look like.
     *
     * @param poisoned there are rows that cannot be read already
     * @param quietUntil what is new is not told before
     */
    private record Shape(Set<String> fields, boolean poisoned, Instant quietUntil) {
        /** There are more names than can be kept: others are no news any more. */
        boolean isFull() {
            return fields.size() >= MOST_NAMES
                    || fields.stream().mapToInt(name -> name.length() + 1).sum()
                            > ConditionStore.LONGEST - LONGEST_NAME;
        }
    }

    /** The account is opened again, or not polled here any more. */
    public void forget(String account) {
        shapes.keySet().removeIf(of -> of.account().equals(account));
    }

    /** @param learning the stream's history is not known yet: what its rows look like is no news */
    public void saw(String account, StreamName stream, Page<? extends Row> page, boolean learning) {
        Of of = new Of(account, stream);
        Shape shape = shapes.computeIfAbsent(of, this::read);
        Set<String> fresh = shape.isFull() ? Set.of() : fresh(page, shape.fields());
        if (!fresh.isEmpty() && (learning || shape.fields().isEmpty())) {
            shape = learned(of, shape, fresh);
            fresh = Set.of();
        }
        boolean firstPoison = !page.poison().isEmpty() && !shape.poisoned();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if ((firstPoison || !fresh.isEmpty()) && !now.isBefore(shape.quietUntil())) {
            Set<String> fields = union(shape.fields(), fresh);
            shapes.put(
                    of,
                    tell(of, fresh, page, firstPoison, fields, now)
                            ? new Shape(fields, shape.poisoned() || firstPoison, now.plus(AT_MOST_EVERY))
                            : new Shape(shape.fields(), shape.poisoned(), now.plus(AGAIN)));
        }
    }

    private Shape learned(Of of, Shape shape, Set<String> fresh) {
        Shape learned = new Shape(union(shape.fields(), fresh), shape.poisoned(), shape.quietUntil());
        store.saveFields(of.account(), of.stream(), learned.fields());
        shapes.put(of, learned);
        return learned;
    }

    private boolean tell(
            Of of, Set<String> fresh, Page<? extends Row> page, boolean firstPoison, Set<String> fields, Instant now) {
        String unknown = fresh.isEmpty()
                ? ""
                : "Rows of " + of.stream().text() + " have fields never seen before: "
                        + String.join(", ", new TreeSet<>(fresh)) + ". ";
        String unreadable = firstPoison
                ? "Rows of " + of.stream().text() + " cannot be read: "
                        + page.poison().getFirst().reason() + "."
                : "";
        return log.tellShape(
                of.account(),
                new ConditionLog.Told(
                        EventType.SOURCE_SCHEMA_CHANGED,
                        of.stream().text(),
                        (unknown + unreadable).strip(),
                        ADVICE.replace("{id}", of.account())),
                "SCHEMA:" + of.stream().text(),
                now.minus(AT_MOST_EVERY),
                now,
                () -> store.saveFields(of.account(), of.stream(), fields));
    }

    private Shape read(Of of) {
        return new Shape(
                store.fields(of.account(), of.stream()), poison.count(of.account(), of.stream()) > 0, Instant.EPOCH);
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    private static Set<String> fresh(Page<? extends Row> page, Set<String> known) {
        return page.rows().stream()
                .flatMap(row -> row.fields().properties().stream())
                .map(Map.Entry::getKey)
                .filter(name -> !known.contains(name))
                .filter(name -> name.length() <= LONGEST_NAME && name.chars().noneMatch(Character::isISOControl))
                .limit(MOST_NAMES)
                .collect(Collectors.toSet());
    }
}
