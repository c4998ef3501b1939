package dev.tidemark.mindstamp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.mindstamp.pass.PassedCall;
import java.io.InputStream;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;

/** Writes a {@link PassedCall} as a request below the API's base. */
record PassOn(PassedCall call, String bearer) {
    RestResponse<InputStream> make(PassApi api, String url) {
        String address = address(url);
        Optional<byte[]> body = call.body();
        return switch (call.method()) {
            case "GET" -> api.get(address, bearer);
            case "POST" -> body.isEmpty() ? api.post(address, bearer) : api.post(address, bearer, body.get());
            case "PATCH" -> body.isEmpty() ? api.patch(address, bearer) : api.patch(address, bearer, body.get());
            case "DELETE" -> body.isEmpty() ? api.delete(address, bearer) : api.delete(address, bearer, body.get());
            default -> throw new IllegalArgumentException("no documented call has the method " + call.method());
        };
    }

    private String address(String url) {
        String query = call.query().entrySet().stream()
                .flatMap(parameter ->
                        parameter.getValue().stream().map(value -> encoded(parameter.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
        return url + "/" + call.path() + (query.isEmpty() ? "" : "?" + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
