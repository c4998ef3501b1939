package dev.tidemark.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The receiver's side of Standard Webhooks, written on its own from the specification: sharing code with the sender
 * would hide a mistake from both.
 */
final class SignatureCheck {
    private static final String PREFIX = "whsec_";
    private static final String SCHEME = "v1,";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final SecretKeySpec key;

    /** @throws IllegalArgumentException when it is not whsec_ and base64 */
    SignatureCheck(String secret) {
        this.key = new SecretKeySpec(decode(secret), "HmacSHA256");
    }

    private static byte[] decode(String secret) {
        if (secret.startsWith(PREFIX) && secret.length() > PREFIX.length()) {
            try {
                return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
            } catch (IllegalArgumentException _) {
                // told below; the decoder's own message would quote the secret
            }
        }
        throw new IllegalArgumentException("tidemark.sandbox.inbox-secret must be whsec_ and base64");
    }

    /** What a message comes with. */
    record Headers(String id, String timestamp, String signatures) {}

    /** Why the message must not be trusted; empty when it may. */
    Optional<String> refusal(Headers headers, byte[] body, Instant now) {
        if (headers.id().isEmpty()) {
            return Optional.of("webhook-id is missing");
        }
        if (headers.signatures().isEmpty()) {
            return Optional.of("webhook-signature is missing");
        }
        return wrongTime(headers.timestamp(), now)
                .or(() -> matches(headers, body)
                        ? Optional.empty()
                        : Optional.of("no signature in webhook-signature matches id, timestamp and body"));
    }

    private static Optional<String> wrongTime(String timestamp, Instant now) {
        if (timestamp.isEmpty()) {
            return Optional.of("webhook-timestamp is missing");
        }
        if (!timestamp.matches("[0-9]{1,11}")) {
            return Optional.of("webhook-timestamp is not a number of seconds");
        }
        Duration away = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
        return away.abs().compareTo(TOLERANCE) > 0
                ? Optional.of("webhook-timestamp is more than 5 minutes away from the receiver's clock")
                : Optional.empty();
    }

    private boolean matches(Headers headers, byte[] body) {
        byte[] expected = sign(headers.id() + "." + headers.timestamp() + ".", body);
        boolean match = false;
        for (String signature : headers.signatures().split(" ", -1)) {
            // No early end: how long it takes must not tell which one matched.
            match |= signature.startsWith(SCHEME)
                    && MessageDigest.isEqual(
                            expected, signature.substring(SCHEME.length()).getBytes(UTF_8));
        }
        return match;
    }

    private byte[] sign(String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(head.getBytes(UTF_8));
            return Base64.getEncoder().encode(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
