package dev.tidemark.callback.format;

import dev.tidemark.callback.format.slack.SlackMessage;
import dev.tidemark.callback.format.template.BodyTemplate;
import dev.tidemark.callback.format.template.Filled;
import dev.tidemark.platform.ProblemException;
import java.util.Map;
import java.util.Optional;

/** Writes events as a subscription wants them; for many threads. */
public sealed interface BodyFormat {
    /** @param document the canonical document of an event; what is rendered may be this very array */
    Rendered render(byte[] document);

    /**
     * @param template not read for other formats than {@code template}
     * @throws ProblemException naming the field {@code template} when it is needed and not there
     */
    static BodyFormat of(FormatName name, Optional<BodyTemplate> template) {
        return switch (name) {
            case JSON -> new Canonical("application/json");
            case CLOUDEVENTS -> new Canonical("application/cloudevents+json; charset=UTF-8");
            case CLOUDEVENTS_BINARY -> new Binary();
            case SLACK -> new Slack();
            case TEMPLATE ->
                new Own(template.orElseThrow(
                        () -> ProblemException.invalid("template", "the format 'template' needs a template")));
        };
    }

    /** This format, with nothing in it that is not to be seen. */
    default BodyFormat showing(Fields fields) {
        return fields.isAll() ? this : new Reduced(fields, this);
    }

    /** Written by another format once it is reduced. */
    record Reduced(Fields fields, BodyFormat format) implements BodyFormat {
        @Override
        public Rendered render(byte[] document) {
            return format.render(fields.reduce(document));
        }
    }

    /** The document as it is. */
    record Canonical(String contentType) implements BodyFormat {
        @Override
        public Rendered render(byte[] document) {
            return new Rendered.Body(document, contentType, Map.of());
        }
    }

    /** CloudEvents in HTTP's binary mode. */
    record Binary() implements BodyFormat {
        @Override
        public Rendered render(byte[] document) {
            return BinaryMode.render(document);
        }
    }

    /** A message for people. */
    record Slack() implements BodyFormat {
        @Override
        public Rendered render(byte[] document) {
            return new Rendered.Body(SlackMessage.of(document), "application/json", Map.of());
        }
    }

    /** The subscriber's own. */
    record Own(BodyTemplate template) implements BodyFormat {
        @Override
        public Rendered render(byte[] document) {
            return switch (template.render(document)) {
                case Filled.Body(byte[] bytes, String contentType) -> new Rendered.Body(bytes, contentType, Map.of());
                case Filled.Failed(String why) -> new Rendered.Failed(why);
            };
        }
    }
}
