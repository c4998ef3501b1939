package dev.tidemark.callback.format.template.qute;

import io.quarkus.qute.CompletedStage;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.Results;
import io.quarkus.qute.ValueResolver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** All that a template reads of a value; whatever has the name of a Java method is a member of the data or nothing. */
final class Values implements ValueResolver {
    private static final String JSON = "json";

    @Override
    public boolean appliesTo(EvalContext context) {
        Object base = context.getBase();
        return context.getParams().isEmpty()
                && (context.getName().equals(JSON)
                        || base instanceof Map
                        || base instanceof List
                        || base instanceof Map.Entry);
    }

    @Override
    public CompletionStage<Object> resolve(EvalContext context) {
        String name = context.getName();
        Object base = context.getBase();
        if (name.equals(JSON) && isValue(base)) {
            JsonForm form = JsonForm.of(base);
            Budget.of(context.resolutionContext()).json(form.text().length());
            return CompletedStage.of(form);
        }
        return switch (base) {
            case Map<?, ?> map when map.containsKey(name) -> found(map.get(name));
            case Map<?, ?> map when name.equals("size") -> found(map.size());
            case List<?> list -> element(list, name);
            case Map.Entry<?, ?> entry when name.equals("key") -> found(entry.getKey());
            case Map.Entry<?, ?> entry when name.equals("value") -> found(entry.getValue());
            case null, default -> Results.notFound();
        };
    }

    /** A scope of Qute's own, which is asked for names too, is none. */
    private static boolean isValue(@Nullable Object base) {
        return base == null
                || Results.isNotFound(base)
                || base instanceof Map
                || base instanceof List
                || base instanceof String
                || base instanceof Number
                || base instanceof Boolean;
    }

    private static CompletionStage<Object> element(List<?> list, String name) {
        if (name.equals("size")) {
            return found(list.size());
        }
        int index = switch (name) {
            case "first" -> 0;
            case "last" -> list.size() - 1;
            default -> name.matches("\\d{1,9}") ? Integer.parseInt(name) : -1;
        };
        return index >= 0 && index < list.size() ? found(list.get(index)) : Results.notFound();
    }

    private static CompletionStage<Object> found(@Nullable Object value) {
        return value == null ? CompletedStage.ofNull() : CompletedStage.of(value);
    }
}
