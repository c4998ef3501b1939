package dev.tidemark.callback.filter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.cel.common.values.NullValue;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns an event's document into values of CEL: whole numbers are ints, or doubles where an int cannot hold them. */
final class EventReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String ACCOUNT_MARK = "mindstamp/";

    private EventReader() {}

    static Map<String, Object> read(byte[] document) {
        try (JsonParser parser = JSON.createParser(document)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                return variables(object(parser));
            }
        } catch (IOException | NumberFormatException e) {
            // Jackson lets an exponent of more than ten digits out as it is. A document that cannot be read has no
            // values: filters do not match it.
        }
        return Map.of();
    }

    private static Map<String, Object> variables(Map<String, Object> event) {
        Map<String, Object> variables = new HashMap<>();
        for (String name : Language.TEXTS) {
            if (event.get(name) instanceof String text) {
                variables.put(name, text);
            }
        }
        if (event.get("type") instanceof String type) {
            variables.put("type", type.substring(type.lastIndexOf('.') + 1));
        }
        if (event.get("source") instanceof String source && source.contains(ACCOUNT_MARK)) {
            variables.put("account", source.substring(source.indexOf(ACCOUNT_MARK) + ACCOUNT_MARK.length()));
        }
        if (event.get("time") instanceof String time) {
            putTime(variables, time);
        }
        if (event.containsKey("data")) {
            variables.put("data", event.get("data"));
        }
        return Map.copyOf(variables);
    }

    private static void putTime(Map<String, Object> variables, String time) {
        try {
            variables.put("time", Instant.parse(time));
        } catch (DateTimeException e) {
            // As good as not there.
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NullValue.NULL_VALUE;
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IOException("not a value");
        };
    }

    private static Object whole(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL ->
                parser.getBigIntegerValue().doubleValue();
        };
    }
}
