package dev.tidemark.api.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.api.problem.RequestJson;
import dev.tidemark.callback.subscription.Subscription;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON merge patch (RFC 7396): members replace, null removes, objects are merged. */
@ApplicationScoped
class SubscriptionPatch {
    private final ObjectMapper json;

    SubscriptionPatch(RequestJson request) {
        this.json = request.strict();
    }

    /**
     * The subscription with the patch on it.
     *
     * @throws ProblemException 400 when the patch is no object, 422 when it names another id
     * @throws JsonProcessingException when a member cannot be read; the API answers with its name
     */
    SubscriptionDraft apply(Subscription subscription, @Nullable JsonNode patch) throws JsonProcessingException {
        if (!(patch instanceof ObjectNode changes)) {
            throw new ProblemException(
                    Problem.badRequest("body", "must be a JSON object with the members to change; null removes one"));
        }
        ObjectNode merged = json.valueToTree(SubscriptionRequest.of(subscription.toDraft()));
        // As it is, unless the patch says something.
        merged.remove("enabled");
        merge(merged, changes);
        return json.treeToValue(merged, SubscriptionRequest.class).toDraft();
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            JsonNode value = member.getValue();
            if (value.isNull()) {
                target.remove(member.getKey());
            } else if (value instanceof ObjectNode changes && isMerged(target, member.getKey(), changes)) {
                JsonNode old = target.path(member.getKey());
                ObjectNode inner = old instanceof ObjectNode object ? object : target.putObject(member.getKey());
                merge(inner, changes);
            } else {
                target.set(member.getKey(), value);
            }
        }
    }

    /** Credentials of another type take nothing over from those before. */
    private static boolean isMerged(ObjectNode target, String name, ObjectNode changes) {
        return !name.equals("authentication")
                || !changes.has("type")
                || changes.path("type").equals(target.path(name).path("type"));
    }
}
