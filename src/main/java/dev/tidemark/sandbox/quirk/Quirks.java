package dev.tidemark.sandbox.quirk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How all dials stand. Immutable; a dial that is not in {@code set} stands at its default. */
public record Quirks(Map<Dial<?>, Object> set) {
    /** The sandbox as faithful as is known. */
    public static final Quirks NONE = new Quirks(Map.of());
    /** Every dial there is, switches first. */
    public static final List<Dial<?>> DIALS =
            Stream.concat(Switches.ALL.stream(), Faults.ALL.stream()).toList();

    public Quirks {
        set = Map.copyOf(set);
    }

    public static Optional<Dial<?>> dial(String name) {
        return DIALS.stream().filter(dial -> dial.name().equals(name)).findFirst();
    }

    /** Only {@link #with} puts values in, and a dial's values are of its type. */
    @SuppressWarnings("unchecked")
    public <T> T get(Dial<T> dial) {
        return (T) set.getOrDefault(dial, dial.unset());
    }

    public <T> Quirks with(Dial<T> dial, T value) {
        Map<Dial<?>, Object> more = new LinkedHashMap<>(set);
        more.put(dial, value);
        return new Quirks(more);
    }

    public <T> Quirks with(Dial<T> dial, Optional<T> value) {
        return value.map(present -> with(dial, present)).orElse(this);
    }

    /** These, where the others say nothing. */
    public Quirks with(Quirks others) {
        Map<Dial<?>, Object> more = new LinkedHashMap<>(set);
        more.putAll(others.set);
        return new Quirks(more);
    }

    /** Adds a member for each dial. */
    public void writeTo(ObjectNode json) {
        DIALS.forEach(dial -> json.set(dial.name(), Dial.write(get(dial))));
    }
}
