package dev.tidemark.callback.attempt;

import dev.tidemark.callback.format.Rendered;
import dev.tidemark.callback.signing.WebhookSigner;
import dev.tidemark.callback.subscriber.Envelope;
import io.vertx.core.MultiMap;

/** What is sent beside a body (contract §6). */
public final class RequestHeaders {
    private RequestHeaders() {}

    /**
     * The subscriber's own first: none of them replaces one of ours.
     *
     * @param id of the event
     * @param timestamp of this attempt, in seconds since 1970
     */
    public static MultiMap of(Envelope envelope, Rendered.Body body, String id, long timestamp) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(envelope.headers());
        body.headers().forEach(headers::set);
        return headers.set("content-type", body.contentType())
                .set("webhook-id", id)
                .set("webhook-timestamp", Long.toString(timestamp))
                .set("webhook-signature", WebhookSigner.sign(envelope.secrets(), id, timestamp, body.bytes()));
    }
}
