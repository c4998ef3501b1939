package dev.tidemark.callback.subscriber;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.callback.credential.Credentials;
import dev.tidemark.callback.credential.CredentialsJson;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.SecretBox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Seals and opens what of a subscription may be secret. A sealed text opens for its own subscription and field only. */
@ApplicationScoped
public class SettingsSeal {
    private final SecretBox box;

    SettingsSeal(SecretBox box) {
        this.box = box;
    }

    public byte @Nullable [] seal(String subscription, Map<String, String> headers) {
        if (headers.isEmpty()) {
            return null;
        }
        ObjectNode json = Json.object();
        headers.forEach(json::put);
        return box.seal(headersName(subscription), json.toString());
    }

    /** @throws IllegalStateException when the service's key is not the one it was sealed with */
    public Map<String, String> headers(String subscription, byte @Nullable [] sealed) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (sealed != null) {
            for (Map.Entry<String, JsonNode> header : Json.readObject(
                            box.open(headersName(subscription), sealed).getBytes(UTF_8))
                    .properties()) {
                headers.put(header.getKey(), header.getValue().asText());
            }
        }
        return headers;
    }

    public byte[] seal(String subscription, Credentials credentials) {
        return box.seal(credentialsName(subscription), CredentialsJson.write(credentials));
    }

    /** @throws IllegalStateException when the service's key is not the one it was sealed with */
    public Optional<Credentials> credentials(String subscription, byte @Nullable [] sealed) {
        return Optional.ofNullable(sealed)
                .map(bytes -> CredentialsJson.read(box.open(credentialsName(subscription), bytes)));
    }

    public byte[] sealUrl(String subscription, String url) {
        return box.seal(urlName(subscription), url);
    }

    /**
     * @param shown what is stored in clear; the URL itself unless it is a secret
     * @throws IllegalStateException when the service's key is not the one it was sealed with
     */
    public String url(String subscription, String shown, byte @Nullable [] sealed) {
        return sealed == null ? shown : box.open(urlName(subscription), sealed);
    }

    private static String headersName(String subscription) {
        return "subscription/" + subscription + "/headers";
    }

    private static String credentialsName(String subscription) {
        return "subscription/" + subscription + "/credentials";
    }

    private static String urlName(String subscription) {
        return "subscription/" + subscription + "/url";
    }
}
