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
import java.util.Set;

/**
 * A browser that showed its key once, or whose organisation said who it is. The session is the cookie alone, sealed with
 * {@code tidemark.secrets.key}: every replica reads it, and it ends with its time, or as soon as its key, or the
 * organisation's server, is taken out of the configuration or replaced.
 */
@ApplicationScoped
class Sessions {
    static final Duration LIFE = Duration.ofHours(12);

    private static final String SEALED_FOR = "console session";
    private static final int SHORTEST = 12 + 16;

    private final SecretBox box;
    private final ApiKeys keys;
    private final Organisation organisation;
    private final Clock clock;

    Sessions(SecretBox box, ApiKeys keys, Organisation organisation, Clock clock) {
        this.box = box;
        this.keys = keys;
        this.organisation = organisation;
        this.clock = clock;
    }

    /** What the cookie holds: until when, whose key, and which key that was. */
    String begin(ApiKey key) {
        return sealed(fingerprint(key), key.name());
    }

    /** The same for one whom the organisation knows, and what that one may do until the session ends. */
    String begin(Caller person) {
        return sealed(organisation.mark(), String.join(",", person.roles()) + "\n" + person.name());
    }

    /** Who began it; empty when it is over, forged, or the key or the organisation is no longer known. */
    Optional<Caller> of(String cookie) {
        return opened(cookie).map(text -> text.split("\n", 3)).flatMap(parts -> {
            boolean over = clock.instant().isAfter(Instant.ofEpochSecond(Long.parseLong(parts[0])));
            return over ? Optional.empty() : caller(parts[1], parts[2]);
        });
    }

    private Optional<Caller> caller(String begunWith, String who) {
        if (begunWith.equals(organisation.mark())) {
            String[] parts = who.split("\n", 2);
            return organisation.isOn()
                    ? Optional.of(new Caller(parts[1], Set.of(parts[0].split(","))))
                    : Optional.empty();
        }
        return keys.named(who).filter(key -> fingerprint(key).equals(begunWith)).map(ApiKey::caller);
    }

    private String sealed(String begunWith, String who) {
        long until = clock.instant().plus(LIFE).getEpochSecond();
        String text = until + "\n" + begunWith + "\n" + who;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(box.seal(SEALED_FOR, text));
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
