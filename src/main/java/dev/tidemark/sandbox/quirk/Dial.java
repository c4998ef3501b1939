package dev.tidemark.sandbox.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One setting of the sandbox.
 *
 * @param name as JSON has it, such as {@code null_rows}; configuration has it as {@code tidemark.sandbox.null-rows}
 * @param unset what holds when nobody sets it
 * @param allowed the values it takes, in words: completes "must be …"
 * @param choices the values by name; empty for numbers
 * @param several whether it takes any number of the choices, as an array
 */
public record Dial<T>(
        String name,
        T unset,
        String allowed,
        List<String> choices,
        boolean several,
        Function<JsonNode, Optional<T>> reader) {

    static <E extends Enum<E>> Dial<E> choice(String name, E unset) {
        List<E> values = List.of(unset.getDeclaringClass().getEnumConstants());
        List<String> choices = words(values);
        return new Dial<>(
                name, unset, "one of " + String.join(", ", choices), choices, false, json -> named(json, values));
    }

    static <E extends Enum<E>> Dial<Set<E>> several(String name, Class<E> type) {
        List<E> values = List.of(type.getEnumConstants());
        List<String> choices = words(values);
        String allowed = "a list with any of " + String.join(", ", choices);
        return new Dial<>(name, Set.of(), allowed, choices, true, json -> listed(json, values, type));
    }

    /** 0 to 1. */
    static Dial<Double> share(String name) {
        return number(name, 0, 0, 1);
    }

    static Dial<Double> number(String name, double unset, int least, int most) {
        String allowed = "a number from " + least + " to " + most;
        return new Dial<>(
                name,
                unset,
                allowed,
                List.of(),
                false,
                json -> Optional.of(json)
                        .filter(JsonNode::isNumber)
                        .map(JsonNode::doubleValue)
                        .filter(value -> value >= least && value <= most));
    }

    static Dial<Integer> whole(String name, int unset, int least, int most) {
        String allowed = "a whole number from " + least + " to " + most;
        return new Dial<>(
                name,
                unset,
                allowed,
                List.of(),
                false,
                json -> Optional.of(json)
                        .filter(value -> value.isIntegralNumber() && value.canConvertToInt())
                        .map(JsonNode::intValue)
                        .filter(value -> value >= least && value <= most));
    }

    /** Empty when it is not one of the allowed values. */
    public Optional<T> read(JsonNode json) {
        return reader.apply(json);
    }

    static JsonNode write(Object value) {
        return switch (value) {
            case Integer number -> JsonNodeFactory.instance.numberNode(number);
            case Double number -> JsonNodeFactory.instance.numberNode(number);
            case Collection<?> values ->
                values.stream()
                        .map(each -> word((Enum<?>) each))
                        .sorted()
                        .collect(
                                JsonNodeFactory.instance::arrayNode,
                                (array, word) -> array.add(word),
                                (a, b) -> a.addAll(b));
            case Enum<?> choice -> JsonNodeFactory.instance.textNode(word(choice));
            default -> throw new IllegalArgumentException("no dial takes " + value);
        };
    }

    private static <E extends Enum<E>> Optional<E> named(JsonNode json, List<E> values) {
        return json.isTextual()
                ? values.stream()
                        .filter(value -> word(value).equals(json.textValue()))
                        .findFirst()
                : Optional.empty();
    }

    private static <E extends Enum<E>> Optional<Set<E>> listed(JsonNode json, List<E> values, Class<E> type) {
        List<Optional<E>> read = StreamSupport.stream(json.spliterator(), false)
                .map(each -> named(each, values))
                .toList();
        if (!json.isArray() || read.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(
                read.stream().flatMap(Optional::stream).collect(Collectors.toCollection(() -> EnumSet.noneOf(type))));
    }

    private static List<String> words(List<? extends Enum<?>> values) {
        return values.stream().map(Dial::word).toList();
    }

    /** As both JSON and configuration write it: {@code updated-first}; names of fields keep their underscore. */
    private static String word(Enum<?> value) {
        return value instanceof Switches.Field
                ? value.name().toLowerCase(Locale.ROOT)
                : value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
