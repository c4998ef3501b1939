package dev.tidemark.mindstamp.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Ids;

/**
 * What belongs to a group, series or access list: a video or an entry.
 *
 * @param id the owner's, a slash, the member's own or its e-mail
 * @param owner the group, series or access list, as far as it is known
 * @param fields the video or entry
 */
public record Member(String id, ObjectNode owner, ObjectNode fields) implements Row {
    private static final int SHORT = 40;

    /**
     * @param owner the row it belongs to, with its id
     * @param name the member's id or e-mail
     */
    public static Member of(String ownerId, ObjectNode owner, String name, ObjectNode fields) {
        String id = ownerId + "/" + name;
        return new Member(Row.isUsableId(id) ? id : ownerId + "/" + digest(name), owner, fields);
    }

    /** The same with what is known of its owner. */
    public Member ownedBy(ObjectNode known) {
        return new Member(id, known, fields);
    }

    public String ownerId() {
        return owner.path("id").asText();
    }

    private static String digest(String name) {
        return Ids.base32(Ids.sha256().digest(name.getBytes(UTF_8)), SHORT);
    }
}
