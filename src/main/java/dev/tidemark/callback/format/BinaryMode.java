package dev.tidemark.callback.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The binary content mode of the CloudEvents HTTP protocol binding 1.0.2 (§3.1): attributes become {@code ce-} headers,
 * the body is the very bytes that {@code data} has in the document.
 */
final class BinaryMode {
    private static final JsonFactory JSON = new JsonFactory();
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private BinaryMode() {}

    /** @throws UncheckedIOException when the document is not a JSON object */
    static Rendered.Body render(byte[] document) {
        Map<String, String> headers = new LinkedHashMap<>();
        byte[] data = {};
        String contentType = "application/json";
        try (JsonParser parser = JSON.createParser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (name.equals("data")) {
                    data = slice(document, parser);
                } else if (name.equals("datacontenttype")) {
                    contentType = parser.getText();
                } else if (parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL) {
                    headers.put("ce-" + name, encode(parser.getText()));
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Rendered.Body(data, contentType, headers);
    }

    /** The bytes of the value the parser stands at, which it then has read to its end. */
    private static byte[] slice(byte[] document, JsonParser parser) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return Arrays.copyOfRange(
                document, start, (int) parser.currentLocation().getByteOffset());
    }

    /** Percent-encodes what is not visible ASCII, the quote and the percent sign (§3.1.3.2). */
    private static String encode(String value) {
        StringBuilder header = new StringBuilder(value.length());
        for (byte unit : value.getBytes(StandardCharsets.UTF_8)) {
            if (unit > ' ' && unit < 0x7F && unit != '"' && unit != '%') {
                header.append((char) unit);
            } else {
                HEX.toHexDigits(header.append('%'), unit);
            }
        }
        return header.toString();
    }
}
