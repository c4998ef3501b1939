package dev.tidemark.api.through;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.tidemark.mindstamp.pass.PassedCall;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be passed on of a request; nothing else of it goes to Mindstamp.
 *
 * @param path below {@code …/mindstamp/}, percent-encoded as it was written
 * @param query as it was written; empty for none
 * @param body as it was written; empty for none
 */
record ThroughRequest(String method, String path, String query, Optional<byte[]> body) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String ACCOUNTS = "/accounts/";
    private static final String DOOR = "/mindstamp/";

    /** Reads the request line as it came: what is made of it for routing has lost its dots and double slashes. */
    static ThroughRequest of(HttpServerRequest request, byte[] body) {
        String path = String.valueOf(request.path());
        int door = path.indexOf(DOOR, path.indexOf('/', path.indexOf(ACCOUNTS) + ACCOUNTS.length()));
        return new ThroughRequest(
                request.method().name(),
                door < 0 ? path : path.substring(door + DOOR.length()),
                Optional.ofNullable(request.query()).orElse(""),
                body.length == 0 ? Optional.empty() : Optional.of(body));
    }

    /**
     * Checked to the end, before anything of the budget is spent.
     *
     * @throws ProblemException 400 naming the body or the query
     * @throws IOException when the body is not JSON: its message says where
     */
    PassedCall toCall() throws IOException {
        if (body.isPresent()) {
            checkJson(body.get());
        }
        return new PassedCall(method, path, parameters(), body);
    }

    private static void checkJson(byte[] body) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() == null) {
                throw new ProblemException(Problem.badRequest("body", "holds no JSON; send some, or no body at all"));
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new ProblemException(Problem.badRequest("body", "more follows after the JSON"));
            }
        }
    }

    private Map<String, List<String>> parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String parameter : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = parameter.split("=", 2);
            if (!parameter.isEmpty()) {
                parameters
                        .computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
                        .add(parts.length > 1 ? decoded(parts[1]) : "");
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.badRequest("query", "has a % that two hexadecimal digits do not follow; write it as %25"));
        }
    }
}
