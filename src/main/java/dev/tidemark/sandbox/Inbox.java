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
import java.util.ArrayDeque;
import java.util.Deque;
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
    private static final int MOST_SECRETS = 20;

    /** The status of what is taken. */
    static final int TAKEN = 204;

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
    private final Deque<SignatureCheck> checks = new ArrayDeque<>();
    private final SequencedMap<String, Message> messages = new LinkedHashMap<>();
    private long total;
    private long rejected;
    private int answer = TAKEN;

    Inbox(SandboxConfig config, Clock clock) {
        this.clock = clock;
        config.inboxSecret().map(SignatureCheck::new).ifPresent(checks::add);
    }

    /** Why it was refused; empty when it was taken. */
    synchronized Optional<String> receive(SignatureCheck.Headers headers, Labels labels, byte[] body) {
        Instant now = clock.instant();
        Optional<String> refusal = refusal(headers, body, now);
        total++;
        rejected += refusal.isPresent() ? 1 : 0;
        if (!headers.id().isEmpty()) {
            boolean verified = !checks.isEmpty() && refusal.isEmpty();
            String reason = checks.isEmpty() ? UNCHECKED : refusal.orElse(null);
            keep(new Message(headers.id(), labels, now, verified, reason, 1));
        }
        return refusal;
    }

    private Optional<String> refusal(SignatureCheck.Headers headers, byte[] body, Instant now) {
        Optional<String> refusal = Optional.empty();
        for (SignatureCheck check : checks) {
            refusal = check.refusal(headers, body, now);
            if (refusal.isEmpty()) {
                break;
            }
        }
        return refusal;
    }

    /**
     * What is signed with this is taken too, as long as it is among the newest {@value #MOST_SECRETS}.
     *
     * @throws IllegalArgumentException when it is not whsec_ and base64
     */
    synchronized void learn(String secret) {
        checks.addFirst(new SignatureCheck(secret));
        if (checks.size() > MOST_SECRETS) {
            checks.removeLast();
        }
    }

    /** Everything is answered with this status from now on, and only {@value #TAKEN} takes it. */
    synchronized void answerWith(int status) {
        answer = status;
    }

    synchronized int answer() {
        return answer;
    }

    synchronized ObjectNode list() {
        ObjectNode list = Json.object();
        ArrayNode items = list.putArray("items");
        messages.sequencedValues().reversed().forEach(message -> items.add(message.json()));
        return list.put("total", total).put("rejected", rejected).put("answer", answer);
    }

    synchronized void clear() {
        messages.clear();
        total = 0;
        rejected = 0;
        answer = TAKEN;
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
