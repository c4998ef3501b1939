package dev.tidemark.callback.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Standard Webhooks 1.0.0, scheme v1: HMAC-SHA256 over {@code id.timestamp.body}, the body as the very bytes sent. */
public final class WebhookSigner {
    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSigner() {}

    /**
     * The value of {@code webhook-signature}: one entry per live secret with a space between, so that receivers verify
     * with either while a secret is exchanged.
     *
     * @param timestamp of this attempt, in seconds since 1970
     */
    public static String sign(List<SigningSecret> secrets, String id, long timestamp, byte[] body) {
        byte[] head = (id + "." + timestamp + ".").getBytes(UTF_8);
        return secrets.stream().map(secret -> "v1," + mac(secret, head, body)).collect(Collectors.joining(" "));
    }

    // A Mac holds state: one of its own for each signature, since sends run side by side.
    private static String mac(SigningSecret secret, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
            mac.update(head);
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
