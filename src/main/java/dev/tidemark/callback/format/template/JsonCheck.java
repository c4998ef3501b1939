package dev.tidemark.callback.format.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Whether what a template wrote is one JSON value. */
final class JsonCheck {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonCheck() {}

    /** Why not, with the position in what was written. */
    static Optional<String> mistake(byte[] written) {
        try (JsonParser parser = JSON.createParser(written)) {
            if (parser.nextToken() == null) {
                return Optional.of("it is empty");
            }
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null
                    ? Optional.empty()
                    : Optional.of("more follows the JSON value" + at(parser.currentTokenLocation()));
        } catch (JsonProcessingException e) {
            return Optional.of(e.getOriginalMessage() + at(e.getLocation()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String at(JsonLocation place) {
        return " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }
}
