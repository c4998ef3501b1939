package dev.tidemark.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest thousand messages by id and counts how often each one came; {@code total} counts all that came,
 * {@code rejected} those of them that were refused.
 */
@ApplicationScoped
class Inbox {
    private static final int KEPT = 1_000;
    private static final DateTimeFormatter RECEIVED = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final String UNCHECKED = "no secret configured";

    /** What a message says it is about; from the headers when the body is not the event itself. */
    record Labels(@Nullable String type, @Nullable String subject) {
        static Labels of(@Nullable String typeHeader, @Nullable String subjectHeader, byte[] body) {
            if (typeHeader != null) {
                return new Labels(typeHeader, subjectHeader);
            }
            try {
                JsonNode document = Json.read(body);
                return new Labels(
                        document.path("type").textValue(),
                        document.path("subject").textValue());
            } catch (UncheckedIOException _) {
                return new Labels(null, null);
            }
        }
    }

    private record Message(
            String id,
            Labels labels,
            Instant receivedAt,
            boolean verified,
            @Nullable String reason,
            int receipts) {
        Message again(int before) {
            return new Message(id, labels, receivedAt, verified, reason, before + receipts);
        }

        ObjectNode json() {
            return Json.object()
                    .put("id", id)
                    .put("type", labels.type())
                    .put("subject", labels.subject())
                    .put("received_at", RECEIVED.format(receivedAt))
                    .put("verified", verified)
                    .put("reason", reason)
                    .put("receipts", receipts);
        }
    }

    private final Clock clock;
    private final Optional<SignatureCheck> check;
    private final SequencedMap<String, Message> messages = new LinkedHashMap<>();
    private long total;
    private long rejected;

    Inbox(SandboxConfig config, Clock clock) {
        this.clock = clock;
        this.check = config.inboxSecret().map(SignatureCheck::new);
    }

    /** Why it was refused; empty when it was taken. */
    synchronized Optional<String> receive(SignatureCheck.Headers headers, Labels labels, byte[] body) {
        Instant now = clock.instant();
        Optional<String> refusal = check.flatMap(signature -> signature.refusal(headers, body, now));
        total++;
        rejected += refusal.isPresent() ? 1 : 0;
        if (!headers.id().isEmpty()) {
            boolean verified = check.isPresent() && refusal.isEmpty();
            String reason = check.isPresent() ? refusal.orElse(null) : UNCHECKED;
            keep(new Message(headers.id(), labels, now, verified, reason, 1));
        }
        return refusal;
    }

    synchronized ObjectNode list() {
        ObjectNode list = Json.object();
        ArrayNode items = list.putArray("items");
        messages.sequencedValues().reversed().forEach(message -> items.add(message.json()));
        return list.put("total", total).put("rejected", rejected);
    }

    synchronized void clear() {
        messages.clear();
        total = 0;
        rejected = 0;
    }

    /** A message that failed the check never replaces one that passed: anybody can send those. */
    private void keep(Message message) {
        Message known = messages.get(message.id());
        if (known != null && known.verified() && !message.verified()) {
            return;
        }
        messages.putLast(message.id(), known == null ? message : message.again(known.receipts()));
        if (messages.size() > KEPT) {
            messages.pollFirstEntry();
        }
    }
}
