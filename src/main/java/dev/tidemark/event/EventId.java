package dev.tidemark.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.platform.Ids;
import java.security.MessageDigest;

/**
 * Identity of an event: a function of what changed, so that detecting the same change twice gives the same id.
 * Text of {@code evt_} and 32 lower-case characters (160 bits of SHA-256), without a dot (Standard Webhooks §id).
 */
public record EventId(String value) {
    private static final int CHARACTERS = 32;

    /**
     * @param happening what tells this event of the row from its others: a milestone, a revision and its state;
     *     empty where a row can have only one event of the type
     */
    public static EventId of(String account, String stream, String rowId, EventType type, String happening) {
        MessageDigest digest = Ids.sha256();
        for (String part : new String[] {account, stream, rowId, type.shortName(), happening}) {
            byte[] bytes = part.getBytes(UTF_8);
            digest.update((bytes.length + ":").getBytes(UTF_8));
            digest.update(bytes);
        }
        return new EventId("evt_" + Ids.base32(digest.digest(), CHARACTERS));
    }
}
