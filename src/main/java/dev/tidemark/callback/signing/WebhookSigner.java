package dev.tidemark.callback.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;

/** Standard Webhooks 1.0.0: signs {@code id.timestamp.body}, the body as the very bytes sent. */
public final class WebhookSigner {
    private WebhookSigner() {}

    /**
     * The value of {@code webhook-signature}: one entry per live secret with a space between, so that receivers verify
     * with either while a secret is exchanged.
     *
     * @param secrets the newest first
     * @param timestamp of this attempt, in seconds since 1970
     */
    public static String sign(List<SigningSecret> secrets, String id, long timestamp, byte[] body) {
        byte[] head = (id + "." + timestamp + ".").getBytes(UTF_8);
        return secrets.stream().map(secret -> secret.sign(head, body)).collect(Collectors.joining(" "));
    }
}
