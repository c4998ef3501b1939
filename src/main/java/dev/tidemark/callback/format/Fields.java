package dev.tidemark.callback.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of an event a subscriber may see. A path such as {@code data.viewer.email} names a member below {@code data}; a
 * step {@code *} is any member, and a list is looked through item by item. Attributes always stay: by them receivers
 * tell events apart.
 *
 * @param only what is left of {@code data}; empty = all
 * @param mask what of that has another value: {@value #MASKED} in place of anything but null
 */
public record Fields(List<String> only, List<String> mask) {
    public static final Fields ALL = new Fields(List.of(), List.of());

    private static final String MASKED = "***";
    private static final String DATA = "data";
    private static final String ANY = "*";
    private static final int MOST = 50;
    private static final int LONGEST = 200;
    private static final Pattern PATH = Pattern.compile("data(\\.[^.\\s\\p{Cntrl}]+)+");

    public Fields {
        only = List.copyOf(only);
        mask = List.copyOf(mask);
    }

    public boolean isAll() {
        return only.isEmpty() && mask.isEmpty();
    }

    /** What cannot be used, each by its place. */
    public List<FieldError> faults() {
        List<FieldError> faults = new ArrayList<>();
        check("fields.only", only, faults);
        check("fields.mask", mask, faults);
        return faults;
    }

    private static void check(String field, List<String> paths, List<FieldError> faults) {
        if (paths.size() > MOST) {
            faults.add(new FieldError(field, "has " + paths.size() + " paths; give " + MOST + " at most"));
        }
        for (int i = 0; i < paths.size(); i++) {
            String path = paths.get(i);
            if (path.length() > LONGEST || !PATH.matcher(path).matches()) {
                faults.add(new FieldError(
                        field + "[" + i + "]",
                        "must be a path below data, such as data.viewer.email or data.*.email, of at most " + LONGEST
                                + " characters"));
            }
        }
    }

    /** The canonical document of an event with nothing in it that is not to be seen. */
    public byte[] reduce(byte[] document) {
        if (isAll()) {
            return document;
        }
        ObjectNode event = Json.readObject(document);
        if (event.get(DATA) instanceof ObjectNode data) {
            List<String[]> kept = steps(only);
            ObjectNode left =
                    kept.isEmpty() ? data : (ObjectNode) keep(data, kept, 1).orElseGet(Json::object);
            hide(left, steps(mask), 1);
            event.set(DATA, left);
        }
        return Json.write(event);
    }

    private static List<String[]> steps(List<String> paths) {
        return paths.stream().map(path -> path.split("\\.")).toList();
    }

    /** What the paths lead to, in the order it has; empty where they lead nowhere. */
    private static Optional<JsonNode> keep(JsonNode node, List<String[]> paths, int depth) {
        if (paths.stream().anyMatch(path -> path.length == depth)) {
            return Optional.of(node);
        }
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode left = Json.object();
                for (Map.Entry<String, JsonNode> member : object.properties()) {
                    List<String[]> onward = through(member.getKey(), paths, depth);
                    if (!onward.isEmpty()) {
                        keep(member.getValue(), onward, depth + 1).ifPresent(value -> left.set(member.getKey(), value));
                    }
                }
                yield left.isEmpty() ? Optional.empty() : Optional.of(left);
            }
            case ArrayNode list -> {
                ArrayNode left = list.arrayNode();
                list.forEach(item -> keep(item, paths, depth).ifPresent(left::add));
                yield Optional.of(left);
            }
            default -> Optional.empty();
        };
    }

    private static void hide(JsonNode node, List<String[]> paths, int depth) {
        if (node instanceof ArrayNode list) {
            list.forEach(item -> hide(item, paths, depth));
        } else if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                List<String[]> onward = through(member.getKey(), paths, depth);
                boolean isMeant = onward.stream().anyMatch(path -> path.length == depth + 1);
                if (isMeant && !member.getValue().isNull()) {
                    member.setValue(TextNode.valueOf(MASKED));
                } else if (!onward.isEmpty()) {
                    hide(member.getValue(), onward, depth + 1);
                }
            }
        }
    }

    private static List<String[]> through(String name, List<String[]> paths, int depth) {
        return paths.stream()
                .filter(path -> path.length > depth && (path[depth].equals(name) || path[depth].equals(ANY)))
                .toList();
    }

    /** As it is stored. */
    public String text() {
        return String.join(" ", only) + "\n" + String.join(" ", mask);
    }

    /** What {@link #text} wrote. */
    public static Fields read(String text) {
        String[] lines = text.split("\n", -1);
        return new Fields(paths(lines[0]), paths(lines[1]));
    }

    private static List<String> paths(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split(" "));
    }
}
