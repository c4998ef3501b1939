package dev.tidemark.callback.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import java.io.UncheckedIOException;

/** Credentials as the text that is sealed and stored. */
public final class CredentialsJson {
    private CredentialsJson() {}

    public static String write(Credentials credentials) {
        ObjectNode json = Json.object();
        switch (credentials) {
            case Credentials.Basic basic ->
                json.put("type", "basic").put("username", basic.username()).put("password", basic.password());
            case Credentials.Bearer bearer -> json.put("type", "bearer").put("token", bearer.token());
            case Credentials.ClientCredentials oauth ->
                json.put("type", "oauth2")
                        .put("tokenUrl", oauth.tokenUrl())
                        .put("clientId", oauth.clientId())
                        .put("clientSecret", oauth.clientSecret())
                        .put("scope", oauth.scope());
        }
        return json.toString();
    }

    /** @throws IllegalStateException when it was not written here; the message repeats nothing of it */
    public static Credentials read(String text) {
        ObjectNode json;
        try {
            json = Json.readObject(text.getBytes(UTF_8));
        } catch (UncheckedIOException e) {
            // Without its cause, which may repeat a part of the secret.
            throw new IllegalStateException("stored credentials are not JSON");
        }
        String type = json.path("type").asText();
        return switch (type) {
            case "basic" ->
                new Credentials.Basic(
                        json.path("username").asText(), json.path("password").asText());
            case "bearer" -> new Credentials.Bearer(json.path("token").asText());
            case "oauth2" ->
                new Credentials.ClientCredentials(
                        json.path("tokenUrl").asText(),
                        json.path("clientId").asText(),
                        json.path("clientSecret").asText(),
                        json.path("scope").asText());
            default -> throw new IllegalStateException("stored credentials are of an unknown type");
        };
    }
}
