package dev.tidemark.mindstamp.row;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.page.PoisonedException;
import dev.tidemark.platform.Json;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Whatever comes (fields missing, null, of a wrong type, unknown, nested; any envelope; cut or random bytes), reading
 * ends in rows, in poison, or in the one exception that stands for an unreadable answer, no accessor throws, and nothing
 * is lost.
 */
class AnyJsonTest {
    private static final int CASES = 25_000;
    private static final List<String> NAMES = List.of(
            "id",
            "percentage",
            "started",
            "created_at",
            "updated_at",
            "answers",
            "variables",
            "correct",
            "viewer_id",
            "video_token",
            "elapsed",
            "entries",
            "tag1",
            "screen_width",
            "data",
            "count",
            "brand_new",
            "",
            "e\u0301\u0000");
    private static final List<BiFunction<String, ObjectNode, ? extends Row>> KINDS = List.of(
            View::new, Interaction::new, Viewer::new, Video::new, Group::new, Series::new, Plink::new, AccessList::new);

    private final Random random = new Random(20260101);

    @Test
    void rows_of_any_json_are_read_without_loss() {
        for (int i = 0; i < CASES; i++) {
            ObjectNode sent = object(0);
            if (random.nextInt(10) > 0) {
                sent.put("id", "row-" + i);
            }
            byte[] body = Json.write(sent);
            BiFunction<String, ObjectNode, ? extends Row> kind = KINDS.get(random.nextInt(KINDS.size()));
            readAll(kind, body);

            if (sent.path("id").asText().equals("row-" + i)) {
                // As it came over the wire, where a number may have been written otherwise than it was made.
                JsonNode wire = Json.read(body);
                ArrayNode list = Json.object().arrayNode();
                list.add(neighbour("before"))
                        .addNull()
                        .add(wire)
                        .add(Json.object())
                        .add(neighbour("after"));
                for (JsonNode page : List.of(list, wrapped("data", list))) {
                    for (int kept : List.of(0, 1_000_000)) {
                        stands(wire, new RowParser<>(kind, kept).page(Json.write(page), Optional.empty()));
                    }
                }
                for (JsonNode one : List.of(
                        wire, wrapped("view", wire), Json.object().arrayNode().add(wire))) {
                    tried(() -> new RowParser<>(kind).single(Json.write(one)))
                            .ifPresent(row -> assertThat(row.fields()).isEqualTo(wire));
                }
            }
        }
    }

    /** As a row that lost nothing, or as poison that lost nothing; its neighbours stand whatever it is. */
    private static void stands(JsonNode wire, Page<? extends Row> page) {
        assertThat(page.received()).isEqualTo(5);
        assertThat(page.dropped()).isEqualTo(2);
        assertThat(page.rows()).extracting(Row::id).startsWith("before").endsWith("after");
        assertThat(page.rows().size() + page.poison().size()).isEqualTo(3);
        page.poison().forEach(poison -> {
            assertThat(poison.raw()).isEqualTo(Json.write(wire));
            assertThat(poison.rowId()).contains(wire.path("id").asText());
            assertThat(poison.reason()).matches("(?s).*(_at|started|finished|variables|percentage|elapsed) .*");
        });
        if (page.rows().size() == 3) {
            assertThat(page.rows().get(1).fields()).isEqualTo(wire);
            assertThat(page.rows().get(1).fields().toString()).isEqualTo(wire.toString());
        }
    }

    private static ObjectNode neighbour(String id) {
        return Json.object().put("id", id).put("percentage", 7);
    }

    @Test
    void cut_and_random_bytes_are_rows_or_unreadable() {
        for (int i = 0; i < CASES; i++) {
            byte[] body = random.nextBoolean() ? cut() : noise();
            readAll(KINDS.get(random.nextInt(KINDS.size())), body);
        }
    }

    /** What a list holds is rows, dropped, or poison: nothing goes uncounted. */
    private static <R extends Row> void readAll(BiFunction<String, ObjectNode, R> kind, byte[] body) {
        RowParser<R> parser = new RowParser<>(kind);
        tried(() -> parser.page(body, Optional.empty())).ifPresent(page -> {
            assertThat(page.rows().size() + page.dropped() + page.poison().size())
                    .isEqualTo(page.received());
            page.rows().forEach(AnyJsonTest::ask);
        });
        tried(() -> parser.single(body)).ifPresent(AnyJsonTest::ask);
        tried(() -> User.parse(body)).ifPresent(AnyJsonTest::ask);
        tried(() -> Summary.parse(body)).ifPresent(AnyJsonTest::ask);
    }

    /** Calls every accessor there is. */
    private static void ask(Object row) {
        for (Method method : METHODS.get(row.getClass())) {
            try {
                assertThat(method.invoke(row)).as(method.getName()).isNotNull();
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(method + " of " + row, e);
            }
        }
    }

    private static final ClassValue<List<Method>> METHODS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getMethods())
                    .filter(method -> method.getParameterCount() == 0
                            && method.getDeclaringClass() != Object.class
                            && !Modifier.isStatic(method.getModifiers()))
                    .toList();
        }
    };

    private static <T> Optional<T> tried(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (UncheckedIOException | PoisonedException e) {
            return Optional.empty();
        }
    }

    private static JsonNode wrapped(String name, JsonNode content) {
        ObjectNode wrapper = Json.object();
        wrapper.set(name, content);
        return wrapper;
    }

    private byte[] cut() {
        byte[] whole = Json.write(Json.object().arrayNode().add(object(0)).add(object(0)));
        byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
        if (cut.length > 0 && random.nextBoolean()) {
            cut[random.nextInt(cut.length)] = (byte) random.nextInt();
        }
        return cut;
    }

    private byte[] noise() {
        byte[] alphabet = "[]{}:,\"\\0123456789.eE+-truefalsn u\u0000\u00ff".getBytes(ISO_8859_1);
        byte[] noise = new byte[random.nextInt(60)];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = alphabet[random.nextInt(alphabet.length)];
        }
        return noise;
    }

    private ObjectNode object(int depth) {
        ObjectNode object = Json.object();
        for (int i = random.nextInt(12); i > 0; i--) {
            object.set(NAMES.get(random.nextInt(NAMES.size())), value(depth));
        }
        return object;
    }

    private JsonNode value(int depth) {
        ObjectNode nodes = Json.object();
        return switch (random.nextInt(depth > 3 ? 9 : 12)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2 -> nodes.numberNode(random.nextInt(300) - 100);
            case 3 -> nodes.numberNode(new BigInteger(random.nextInt(1, 200), random));
            case 4 -> nodes.numberNode(BigDecimal.valueOf(random.nextInt(), random.nextInt(-400, 400)));
            case 5 -> nodes.textNode(text());
            case 6 -> nodes.textNode("" + random.nextInt(200));
            case 7 ->
                nodes.textNode("Sat, " + random.nextInt(40) + " Jan 2022 05:12:32 UTC +0" + random.nextInt(30) + ":00");
            case 8 ->
                nodes.textNode("20" + random.nextInt(10, 99) + "-0" + random.nextInt(1, 12) + "-10T05:12:32.000Z");
            case 9 -> object(depth + 1);
            default -> {
                ArrayNode list = nodes.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(depth + 1));
                }
                yield list;
            }
        };
    }

    private String text() {
        return random.ints(random.nextInt(12), 0, 0x3000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
