package dev.tidemark.console.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.history.DeliveryAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One attempt in words.
 *
 * @param went in a few words, such as "503" or "timeout"
 * @param meaning whom to ask and what about; empty on success
 * @param body the start of the answer
 */
record Try(
        int number,
        Instant at,
        Duration took,
        boolean taken,
        String went,
        String meaning,
        String detail,
        Map<String, String> sent,
        Map<String, String> answered,
        String body,
        boolean bodyCut) {

    static Try of(DeliveryAttempt attempt) {
        Optional<ErrorClass> error = attempt.error().flatMap(ErrorClass::byText);
        return new Try(
                attempt.number(),
                attempt.startedAt(),
                Duration.ofMillis(attempt.durationMs()),
                attempt.error().isEmpty(),
                attempt.status()
                        .map(String::valueOf)
                        .or(() -> attempt.error().map(text -> text.replace('_', ' ')))
                        .orElse("sent"),
                error.map(known -> meaning(known, attempt.status())).orElse(""),
                attempt.detail().orElse(""),
                attempt.requestHeaders(),
                attempt.responseHeaders(),
                new String(attempt.body(), UTF_8),
                attempt.bodyCut());
    }

    private static String meaning(ErrorClass error, Optional<Integer> status) {
        return switch (error) {
            case DNS -> "The host name has no address. Check the URL's spelling and the receiver's DNS.";
            case TARGET_REFUSED ->
                "Callbacks may not go to this address. If it is meant, open its network with tidemark.callbacks.allow-networks.";
            case CONNECT ->
                "Nobody accepted the connection. Is the receiver running, and does its firewall let Tidemark in?";
            case TLS ->
                "The secure connection failed. Check the receiver's certificate: its date, its name, its chain.";
            case TIMEOUT -> "The answer did not come in time. A receiver should answer first and work later.";
            case RESET -> "The receiver closed the connection before its answer was complete.";
            case PROTOCOL -> "What came back is not HTTP. Is the port the right one?";
            case STATUS -> status.map(Try::meaning).orElse("The receiver did not take it.");
            case AUTHENTICATION ->
                "No token for this receiver was to be had. Check the credentials of the subscription.";
            case FORMAT ->
                "The subscription's template cannot write this event. Mend the template, then send it again.";
            case EVENT_PURGED -> "The event was purged before it could be sent.";
            case INTERNAL -> "A mistake of Tidemark; its log has the reason.";
        };
    }

    private static String meaning(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 ->
                "The receiver redirects. Redirects are never followed: put the final address into the subscription.";
            case 401, 403 ->
                "The receiver does not let Tidemark in. Check its credentials and whether it verifies with this subscription's secret.";
            case 404, 405 -> "There is nothing at this address, or it takes no POST. Check the URL.";
            case 408, 504 -> "The receiver or a proxy before it was too slow.";
            case 410 -> "The receiver is gone for good; this disabled the subscription.";
            case 413 -> "The event is too large for the receiver.";
            case 429 -> "The receiver asks for fewer calls. Set a rate for the subscription.";
            default ->
                status >= 500
                        ? "The receiver has trouble of its own; its log has the reason."
                        : "The receiver refused it; its answer below may say why.";
        };
    }
}
