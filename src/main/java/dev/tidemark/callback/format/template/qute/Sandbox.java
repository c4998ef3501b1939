package dev.tidemark.callback.format.template.qute;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.SetSectionHelper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.ValueResolvers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Qute with nothing but what is named here: no reflection, no beans, no other templates. Its engine keeps no template.
 */
public final class Sandbox {
    /** Before a text in what is rendered. */
    public static final String TEXT = "\u0001";
    /** Before a value in what is rendered that is JSON already. */
    public static final String FORM = "\u0002";

    public static final Set<String> SECTIONS = Set.of("if", "else", "for", "each", "let", "set");
    /** What Qute's operators are called inside; each takes one value. */
    public static final Set<String> OPERATORS = Set.of("or", "?:", "?", ":", "ifTruthy");

    private static final Engine ENGINE = Engine.builder()
            .addSectionHelpers(new If.Factory(), new CountedLoop.Factory(), new SetSectionHelper.Factory())
            .addValueResolver(ValueResolvers.mapperResolver())
            .addValueResolver(new Values())
            .addValueResolver(ValueResolvers.orResolver())
            .addValueResolver(ValueResolvers.orEmpty())
            .addValueResolver(ValueResolvers.trueResolver())
            .addResultMapper(Sandbox::marked)
            .strictRendering(false)
            .useAsyncTimeout(false)
            .build();

    private Sandbox() {}

    /** @throws TemplateException saying where the template is wrong */
    public static Template parse(String source) {
        return ENGINE.parse(source);
    }

    /** Why {@link #parse} failed, without the words that Qute puts before. */
    public static String message(TemplateException mistake) {
        return Failures.message(mistake);
    }

    /**
     * @param output gets the pieces in order, those of values with a mark before
     * @throws Exceeded when the template passes a limit or fails
     */
    public static void render(Template template, Map<String, @Nullable Object> variables, Consumer<String> output) {
        try {
            template.instance()
                    .data(variables)
                    .setAttribute(Budget.ATTRIBUTE, new Budget())
                    .consume(output)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw Failures.exceeded(e).orElseGet(() -> new Exceeded(Failures.why(e)));
        }
    }

    /** What a value is written as, told apart from the template's own text. */
    private static String marked(Object value, Expression expression) {
        return switch (value) {
            case JsonForm form -> FORM + form.text();
            case Number number -> FORM + number.toString();
            case Boolean truth -> FORM + truth.toString();
            case String text -> TEXT + text;
            case Map<?, ?> map -> TEXT + JsonForm.of(map).text();
            case List<?> list -> TEXT + JsonForm.of(list).text();
            default -> "";
        };
    }
}
