package dev.tidemark.mindstamp.pass;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A documented call of somebody else, to be made as it stands.
 *
 * @param path below the API's base, without a slash at its start, percent-encoded as the caller wrote it
 * @param query names and values decoded, in order
 * @param body JSON, as the caller wrote it
 */
public record PassedCall(String method, String path, Map<String, List<String>> query, Optional<byte[]> body) {
    /** @throws IllegalArgumentException when this is none of {@link DocumentedCalls} */
    public PassedCall {
        if (DocumentedCalls.find(method, path).isEmpty()) {
            throw new IllegalArgumentException(method + " " + path + " is no documented call of Mindstamp");
        }
    }
}
