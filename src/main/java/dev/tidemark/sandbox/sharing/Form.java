package dev.tidemark.sandbox.sharing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.sandbox.authored.Catalogue;
import dev.tidemark.sandbox.authored.Video;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the body of a write says; each mistake is a {@link ProblemException} (422) on its field. Members that nobody
 * asks for are left alone, as Rails does. Invented: no body of a write is publicly known (contract.md §7).
 */
record Form(ObjectNode body) {
    private static final int LONGEST = 200;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");

    String name() {
        return optionalName().orElseThrow(() -> ProblemException.invalid("name", "is missing; send a text"));
    }

    Optional<String> optionalName() {
        return text("name");
    }

    String email() {
        String email = text("email")
                .orElseThrow(() -> ProblemException.invalid("email", "is missing; send an e-mail address"));
        if (!EMAIL.matcher(email).matches()) {
            throw ProblemException.invalid("email", "must be an e-mail address such as ada@acme.example");
        }
        return email;
    }

    /** Named by {@code video_id} or {@code video_token}; by both only when they mean the same. */
    Video video(Catalogue catalogue) {
        List<Video> named = List.of("video_id", "video_token").stream()
                .flatMap(field -> text(field).map(text -> video(catalogue, field, text)).stream())
                .distinct()
                .toList();
        if (named.isEmpty()) {
            throw ProblemException.invalid("video_id", "is missing; send video_id or video_token");
        }
        if (named.size() > 1) {
            throw ProblemException.invalid("video_id", "is another video than video_token; send one of them");
        }
        return named.getFirst();
    }

    private static Video video(Catalogue catalogue, String field, String text) {
        return catalogue
                .video(text)
                .orElseThrow(() -> ProblemException.invalid(field, "is no video of this account; see GET /videos"));
    }

    PLink.Status status() {
        String wanted = text("status").orElseThrow(() -> ProblemException.invalid("status", "is missing; " + known()));
        return Arrays.stream(PLink.Status.values())
                .filter(status -> status.text().equals(wanted))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("status", "is unknown; " + known()));
    }

    private static String known() {
        return Arrays.stream(PLink.Status.values()).map(PLink.Status::text).collect(Collectors.joining(" or "));
    }

    /** Without blanks around it; null is the same as not there. */
    private Optional<String> text(String field) {
        return body.optional(field).filter(value -> !value.isNull()).map(value -> text(field, value));
    }

    private static String text(String field, JsonNode value) {
        if (!value.isTextual()) {
            throw ProblemException.invalid(field, "must be a text");
        }
        String text = value.textValue().strip();
        if (text.isEmpty()) {
            throw ProblemException.invalid(field, "must not be blank");
        }
        if (text.codePointCount(0, text.length()) > LONGEST) {
            throw ProblemException.invalid(field, "must have at most " + LONGEST + " characters");
        }
        return text;
    }
}
