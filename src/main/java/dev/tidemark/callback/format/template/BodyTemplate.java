package dev.tidemark.callback.format.template;

import dev.tidemark.callback.format.template.qute.Exceeded;
import dev.tidemark.callback.format.template.qute.Sandbox;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.quarkus.qute.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A subscriber's own Qute template and content type. It sees the event's attributes ({@code type} is the short name),
 * {@code account} and {@code data}; what is missing or null is written as nothing; values are escaped as the content type
 * wants; {@code .json} after a value gives its JSON. For many threads.
 */
public final class BodyTemplate {
    private final Template template;
    private final ContentType contentType;

    private BodyTemplate(Template template, ContentType contentType) {
        this.template = template;
        this.contentType = contentType;
    }

    /** Empty when nothing is wrong. */
    public static List<Mistake> check(String source, String contentType) {
        List<Mistake> mistakes = new ArrayList<>(TemplateCheck.check(source));
        mistakes.addAll(ContentType.check(contentType));
        return List.copyOf(mistakes);
    }

    /** As application/json. */
    public static BodyTemplate of(String source) {
        return of(source, ContentType.DEFAULT);
    }

    /** @throws ProblemException with every mistake that {@link #check} finds */
    public static BodyTemplate of(String source, String contentType) {
        List<Mistake> mistakes = check(source, contentType);
        if (!mistakes.isEmpty()) {
            throw new ProblemException(Problem.invalid(mistakes.stream()
                    .map(mistake -> new Problem.FieldError(mistake.field(), mistake.text()))
                    .toList()));
        }
        return new BodyTemplate(Sandbox.parse(source), ContentType.of(contentType));
    }

    /** @param document the canonical document of the event */
    public Filled render(byte[] document) {
        Output output = new Output(contentType.escape());
        try {
            Sandbox.render(template, Variables.of(document), output);
            return filled(output.bytes());
        } catch (Exceeded e) {
            return new Filled.Failed(String.valueOf(e.getMessage()));
        }
    }

    private Filled filled(byte[] written) {
        Optional<String> mistake = contentType.escape() == Escape.JSON ? JsonCheck.mistake(written) : Optional.empty();
        return mistake.<Filled>map(
                        why -> new Filled.Failed("What the template writes for this event is not JSON: " + why))
                .orElseGet(() -> new Filled.Body(written, contentType.text()));
    }
}
