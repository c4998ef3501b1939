package dev.tidemark.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.platform.Ids;
import java.util.HexFormat;

/**
 * An account as the configuration declares it.
 *
 * @param property what declares it and has to be removed before the account can be
 */
record Declaration(String id, String name, String url, String token, String property) {
    /** The same for the same name, address and token; tells none of them (SHA-256). */
    String fingerprint() {
        String all = name.length() + ":" + name + url.length() + ":" + url + token;
        return HexFormat.of().formatHex(Ids.sha256().digest(all.getBytes(UTF_8)));
    }
}
