package dev.tidemark.callback.subscriber;

import dev.tidemark.event.EventType;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sets as they lie in a column: words with commas between; none of the words can hold a comma. */
public final class Words {
    private Words() {}

    public static String join(Collection<String> words) {
        return String.join(",", words);
    }

    public static String joinTypes(Set<EventType> types) {
        return types.stream().map(EventType::shortName).collect(Collectors.joining(","));
    }

    public static Set<String> split(String column) {
        return column.isEmpty() ? Set.of() : new LinkedHashSet<>(Arrays.asList(column.split(",", -1)));
    }

    public static Set<EventType> splitTypes(String column) {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        split(column).stream()
                .map(EventType::byShortName)
                .flatMap(Optional::stream)
                .forEach(types::add);
        return types;
    }
}
