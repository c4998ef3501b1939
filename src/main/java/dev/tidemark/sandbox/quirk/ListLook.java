package dev.tidemark.sandbox.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.quirk.Switches.PastEnd;
import dev.tidemark.sandbox.quirk.Switches.Shape;
import java.util.Optional;
import java.util.function.IntFunction;

/** How a list looks: its envelope, the empty elements among its rows, its end. */
public final class ListLook {
    private final Shape shape;
    private final double nulls;
    private final PastEnd pastEnd;

    public ListLook(Quirks quirks) {
        this.shape = quirks.get(Switches.LIST_SHAPE);
        this.nulls = quirks.get(Switches.NULL_ROWS);
        this.pastEnd = quirks.get(Switches.PAST_END);
    }

    /**
     * The elements from {@code offset} on; empty where the list has no such place and says so.
     *
     * @param rows how many rows there are
     * @param row the row at a place
     */
    public Optional<JsonNode> page(int rows, IntFunction<ObjectNode> row, int offset, int limit) {
        if (offset > 0 && over(offset, rows) && pastEnd == PastEnd.NOT_FOUND) {
            return Optional.empty();
        }
        ArrayNode page = JsonNodeFactory.instance.arrayNode();
        for (long place = offset; !over(place, rows) && page.size() < limit; place++) {
            long before = nullsBefore(place);
            if (nullsBefore(place + 1) == before) {
                page.add(row.apply((int) (place - before)));
            } else if (before % 2 == 0) {
                page.addNull();
            } else {
                page.addObject();
            }
        }
        return Optional.of(enveloped(page));
    }

    /** Empty elements have places of their own: they hide no row from a reader that counts what came. */
    private boolean over(long place, int rows) {
        return (nulls < 1 ? place - nullsBefore(place) : place) >= rows;
    }

    private long nullsBefore(long place) {
        return (long) Math.floor(place * nulls);
    }

    private JsonNode enveloped(ArrayNode page) {
        return switch (shape) {
            case ARRAY -> page;
            case DATA -> JsonNodeFactory.instance.objectNode().set("data", page);
        };
    }
}
