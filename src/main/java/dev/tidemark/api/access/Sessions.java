package dev.tidemark.api.access;

import dev.tidemark.api.access.ApiKeys.ApiKey;
import dev.tidemark.platform.SecretBox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A browser that showed its key once. The session is the cookie alone, sealed with {@code tidemark.secrets.key}: every
 * replica reads it, and it ends with its time, or as soon as its key is taken out of the configuration or replaced.
 */
@ApplicationScoped
class Sessions {
    static final Duration LIFE = Duration.ofHours(12);

    private static final String SEALED_FOR = "console session";
    private static final int SHORTEST = 12 + 16;

    private final SecretBox box;
    private final ApiKeys keys;
    private final Clock clock;

    Sessions(SecretBox box, ApiKeys keys, Clock clock) {
        this.box = box;
        this.keys = keys;
        this.clock = clock;
    }

    /** What the cookie holds: until when, whose key, and which key that was. */
    String begin(ApiKey key) {
        long until = clock.instant().plus(LIFE).getEpochSecond();
        String text = until + "\n" + fingerprint(key) + "\n" + key.name();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(box.seal(SEALED_FOR, text));
    }

    /** The key it was begun with; empty when it is over, forged, or the key is no longer known. */
    Optional<ApiKey> of(String cookie) {
        return opened(cookie).map(text -> text.split("\n", 3)).flatMap(parts -> {
            boolean over = clock.instant().isAfter(Instant.ofEpochSecond(Long.parseLong(parts[0])));
            return over
                    ? Optional.empty()
                    : keys.named(parts[2]).filter(key -> fingerprint(key).equals(parts[1]));
        });
    }

    private Optional<String> opened(String cookie) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(cookie);
            return sealed.length < SHORTEST ? Optional.empty() : Optional.of(box.open(SEALED_FOR, sealed));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static String fingerprint(ApiKey key) {
        return HexFormat.of().formatHex(key.hash());
    }
}
