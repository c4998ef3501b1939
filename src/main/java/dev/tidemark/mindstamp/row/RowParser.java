package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.page.Poison;
import dev.tidemark.mindstamp.page.PoisonedException;
import dev.tidemark.mindstamp.page.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.BiFunction;

/**
 * Reads lists and single objects in the shapes they may come in (mindstamp-api.md §1.5): a bare array,
 * {@code {"data": […]}}, an object alone, in a wrapper or as the only element of a list.
 *
 * @param <R> the kind of row
 */
public final class RowParser<R extends Row> {
    /** Bytes of JSON; a usual row has one or two thousand. */
    static final int LARGEST_ROW = 1024 * 1024;
    /** Bytes of an answer up to which its rows are kept; those of a larger one are read anew whenever they are asked for. */
    static final int KEPT = 1024 * 1024;
    /** More rows than any account has in a list that comes whole; so many tiny ones would be large in memory. */
    static final int MOST_ROWS = 500_000;
    /** More bad rows of one answer are not kept. */
    private static final int MOST_POISON = 1000;
    /** As often as an object may be wrapped: the documentation itself prints one layer too many. */
    private static final int LAYERS = 3;
    /** Of an id with every character escaped. */
    private static final int LONGEST_RAW_ID = 6 * Row.LONGEST_ID + 2;

    private final BiFunction<String, ObjectNode, R> row;
    private final int kept;

    public RowParser(BiFunction<String, ObjectNode, R> row) {
        this(row, KEPT);
    }

    RowParser(BiFunction<String, ObjectNode, R> row, int kept) {
        this.row = row;
        this.kept = kept;
    }

    /**
     * One element after the other, so that poison does not spoil the rest.
     *
     * @throws UncheckedIOException when the body is not JSON or not a list
     */
    public Page<R> page(byte[] body, Optional<Instant> servedAt) {
        List<RawJson> elements = list(RawJson.of(body)).elements(MOST_ROWS);
        List<R> rows = new ArrayList<>();
        List<RawJson> readable = new ArrayList<>();
        List<Poison> poison = new ArrayList<>();
        for (RawJson element : elements) {
            switch (read(element)) {
                case Good<R>(R good) -> {
                    readable.add(element);
                    if (body.length <= kept) {
                        rows.add(good);
                    }
                }
                case Bad<R>(String reason) -> {
                    if (poison.size() < MOST_POISON) {
                        poison.add(Poison.of(element, id(element), reason));
                    }
                }
                case Nothing<R> _ -> {}
            }
        }
        int dropped = elements.size() - readable.size() - poison.size();
        return new Page<>(
                body.length <= kept ? rows : new RowsOfBytes(readable), elements.size(), dropped, poison, servedAt);
    }

    /**
     * @throws UncheckedIOException when the body is not JSON or holds no object with an id
     * @throws PoisonedException when the object cannot be processed
     */
    public R single(byte[] body) {
        RawJson object = withId(RawJson.of(body), LAYERS).orElseThrow(() -> unreadable("no object with an id"));
        return switch (read(object)) {
            case Good<R>(R good) -> good;
            case Bad<R>(String reason) -> throw new PoisonedException(Poison.of(object, id(object), reason));
            case Nothing<R> _ -> throw unreadable("no object with an id");
        };
    }

    /** The object with an id inside at most so many wrappers. */
    static Optional<RawJson> withId(RawJson json, int layers) {
        if (id(json).isPresent()) {
            return Optional.of(json);
        }
        Optional<RawJson> inner = layers == 0 ? Optional.empty() : inner(json);
        return inner.flatMap(content -> withId(content, layers - 1));
    }

    private static Optional<RawJson> inner(RawJson json) {
        if (json.isArray()) {
            List<RawJson> elements = json.elements(MOST_ROWS);
            return elements.size() == 1 ? Optional.of(elements.getFirst()) : Optional.empty();
        }
        if (json.isObject()) {
            Map<String, RawJson> members = json.members();
            return members.size() == 1
                    ? members.values().stream().findFirst()
                    : Optional.ofNullable(members.get("data"));
        }
        return Optional.empty();
    }

    private static RawJson list(RawJson root) {
        return Optional.of(root)
                .filter(json -> !json.isObject())
                .or(() -> Optional.ofNullable(root.members().get("data")))
                .filter(RawJson::isArray)
                .orElseThrow(() -> unreadable("not a list"));
    }

    /** What an element turned out to be. */
    private sealed interface Element<R> {}

    private record Good<R>(R row) implements Element<R> {}

    private record Bad<R>(String reason) implements Element<R> {}

    private record Nothing<R>() implements Element<R> {}

    private Element<R> read(RawJson raw) {
        if (raw.isNull()) {
            return new Nothing<>();
        }
        try {
            if (!raw.isObject()) {
                return new Bad<>("it is " + RowFaults.shown(raw.read()) + ", not an object");
            }
            return raw.length() > LARGEST_ROW ? new Bad<>(tooLarge(raw)) : check((ObjectNode) raw.read());
        } catch (UncheckedIOException e) {
            return new Bad<>("its JSON cannot be read: " + e.getMessage());
        }
    }

    private Element<R> check(ObjectNode fields) {
        if (fields.isEmpty()) {
            return new Nothing<>();
        }
        Optional<String> withoutId = RowFaults.ofId(fields.path("id"));
        if (withoutId.isPresent()) {
            return new Bad<>(withoutId.get());
        }
        R read = row.apply(fields.path("id").asText(), fields);
        return RowFaults.of(read).<Element<R>>map(Bad::new).orElseGet(() -> new Good<>(read));
    }

    private static String tooLarge(RawJson raw) {
        String largest = raw.members().entrySet().stream()
                .max(Comparator.comparingInt(member -> member.getValue().length()))
                .map(member -> "; most of it is " + member.getKey())
                .orElse("");
        return "it is larger than " + LARGEST_ROW / 1024 + " KiB (" + raw.length() / 1024 + " KiB)" + largest;
    }

    /** The id that can be told, also of an object that cannot be read. */
    private static Optional<String> id(RawJson json) {
        try {
            return Optional.of(json)
                    .filter(RawJson::isObject)
                    .flatMap(object -> Optional.ofNullable(object.members().get("id")))
                    .filter(id -> id.length() <= LONGEST_RAW_ID)
                    .map(RawJson::read)
                    .filter(id -> RowFaults.ofId(id).isEmpty())
                    .map(id -> id.asText());
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static UncheckedIOException unreadable(String why) {
        return new UncheckedIOException(new IOException(why));
    }

    /** Rows that take no memory but for the answer they stand in. */
    private final class RowsOfBytes extends AbstractList<R> implements RandomAccess {
        private final List<RawJson> readable;

        RowsOfBytes(List<RawJson> readable) {
            this.readable = readable;
        }

        @Override
        public R get(int index) {
            ObjectNode fields = (ObjectNode) readable.get(index).read();
            return row.apply(fields.path("id").asText(), fields);
        }

        @Override
        public int size() {
            return readable.size();
        }
    }
}
