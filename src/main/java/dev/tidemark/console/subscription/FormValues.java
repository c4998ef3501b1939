package dev.tidemark.console.subscription;

import dev.tidemark.callback.credential.CredentialsDraft;
import dev.tidemark.callback.format.Fields;
import dev.tidemark.callback.format.FormatName;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import dev.tidemark.event.EventType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands in the fields of the form. Written back, it makes the same subscription: secrets stand there masked, which
 * means what is stored.
 */
record FormValues(SubscriptionDraft draft, boolean isNew) {
    /** The types of one topic. */
    record Family(String name, List<EventType> types) {}

    static FormValues blank(List<String> types, Optional<String> url) {
        return new FormValues(SubscriptionDraft.plain(Optional.empty(), Optional.empty(), url, types), true);
    }

    public String id() {
        return draft.id().orElse("");
    }

    public String name() {
        return draft.name().orElse("");
    }

    public String title() {
        return name().isBlank() ? id() : name();
    }

    public String url() {
        return draft.url().orElse("");
    }

    public boolean hasType(EventType type) {
        return draft.choice().types().contains(type.shortName());
    }

    public String accounts() {
        return String.join(", ", draft.choice().accounts());
    }

    public String filter() {
        return draft.choice().filter().orElse("");
    }

    public String template() {
        return draft.writing().template().orElse("");
    }

    public String contentType() {
        return draft.writing().contentType().orElse("");
    }

    /** A line each. */
    public String headers() {
        return draft.writing().headers().entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining("\n"));
    }

    public CredentialsDraft credentials() {
        return draft.writing().authentication().orElseGet(() -> CredentialsDraft.of("", null, null, null));
    }

    public Fields fields() {
        return draft.writing().fields();
    }

    public String only() {
        return String.join("\n", fields().only());
    }

    public String mask() {
        return String.join("\n", fields().mask());
    }

    public String perSecond() {
        return draft.pacing().perSecond().map(FormValues::plain).orElse("");
    }

    public String concurrency() {
        return draft.pacing().concurrency().map(String::valueOf).orElse("");
    }

    public String ordering() {
        return draft.pacing().ordering().orElse("none");
    }

    public String timeout() {
        return draft.pacing().timeout().orElse("");
    }

    public String schedule() {
        return draft.pacing().schedule().map(delays -> String.join(" ", delays)).orElse("");
    }

    /** Whether something stands there that most leave as it is. */
    public boolean hasRareSettings() {
        return Stream.of(
                                headers(),
                                only(),
                                mask(),
                                perSecond(),
                                concurrency(),
                                timeout(),
                                schedule(),
                                credentials().type())
                        .anyMatch(text -> !text.isEmpty())
                || ordering().equals("key")
                || draft.writing().signature().equals("v1a");
    }

    public List<String> formats() {
        return Stream.of(FormatName.values()).map(FormatName::text).toList();
    }

    public List<Family> families() {
        Map<String, List<EventType>> families = new LinkedHashMap<>();
        for (EventType type : EventType.values()) {
            families.computeIfAbsent(type.family(), _ -> new ArrayList<>()).add(type);
        }
        return families.entrySet().stream()
                .map(family -> new Family(family.getKey(), family.getValue()))
                .toList();
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
