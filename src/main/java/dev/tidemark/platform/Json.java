package dev.tidemark.platform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** JSON as trees, read and written the same way everywhere; numbers keep every digit. */
public final class Json {
    private static final JsonMapper MAPPER = mapper(new JsonFactory());
    /** Half of what is read and written elsewhere: inside a document of ours it is still within those limits. */
    private static final JsonMapper PARTS = mapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(500)
                    .maxNumberLength(500)
                    .build())
            .build());

    private static final Pattern LIMIT = Pattern.compile(", from `[^`]*`");

    private static JsonMapper mapper(JsonFactory factory) {
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .build();
    }

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** @throws UncheckedIOException when the bytes are not JSON; its message says where */
    public static JsonNode read(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException e) {
            // An exponent of more than ten digits is JSON, but no number; Jackson lets it out as it is.
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        }
    }

    /**
     * A value in the bytes of somebody else's document.
     *
     * @throws UncheckedIOException when it is not JSON, nested deeper than 500 levels, or has a number of more than 500
     *     digits; its message names the member
     */
    public static JsonNode readPart(byte[] json, int from, int to) {
        try (JsonParser parser = PARTS.createParser(json, from, to - from)) {
            return readPart(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException when the bytes are not a JSON object */
    public static ObjectNode readObject(byte[] json) {
        if (read(json) instanceof ObjectNode object) {
            return object;
        }
        throw new UncheckedIOException(new IOException("not a JSON object"));
    }

    public static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode readPart(JsonParser parser) {
        try {
            return PARTS.readTree(parser);
        } catch (IOException | NumberFormatException e) {
            String member = parser.getParsingContext().pathAsPointer().getMatchingProperty();
            String what = e instanceof JsonProcessingException wrong ? wrong.getOriginalMessage() : e.getMessage();
            throw new UncheckedIOException(
                    (member == null || member.isEmpty() ? "" : "near " + member + ": ")
                            + LIMIT.matcher(String.valueOf(what)).replaceAll(""),
                    new IOException(e));
        }
    }
}
