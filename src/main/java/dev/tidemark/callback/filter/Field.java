package dev.tidemark.callback.filter;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A field of an event that a filter names: a variable and the members on the way from it. */
record Field(List<String> path) {
    private static final int MOST = 10;

    /** The fields a condition names, without those of the elements that macros visit; the first ten. */
    static List<Field> readBy(CelExpr condition) {
        Set<Field> fields = new LinkedHashSet<>();
        collect(condition, Set.of(), fields);
        return fields.stream().limit(MOST).toList();
    }

    /** The first part of it that the event does not have. */
    Optional<String> missing(Map<String, Object> variables) {
        for (int length = 1; length <= path.size(); length++) {
            if (value(variables, length).isEmpty()) {
                return Optional.of(String.join(".", path.subList(0, length)));
            }
        }
        return Optional.empty();
    }

    /** What the event has there. */
    String text(Map<String, Object> variables) {
        return missing(variables)
                .map(name -> name + " is not there")
                .orElseGet(() -> String.join(".", path) + " is "
                        + Shown.text(value(variables, path.size()).orElseThrow()));
    }

    private Optional<Object> value(Map<String, Object> variables, int length) {
        Optional<Object> value = Optional.of(variables);
        for (String name : path.subList(0, length)) {
            value = value.filter(Map.class::isInstance).map(map -> ((Map<?, ?>) map).get(name));
        }
        return value;
    }

    private static void collect(CelExpr expression, Set<String> bound, Set<Field> fields) {
        Optional<List<String>> path = path(expression);
        if (path.isPresent()) {
            if (Language.isVariable(path.get().getFirst())
                    && !bound.contains(path.get().getFirst())) {
                fields.add(new Field(path.get()));
            }
        } else if (expression.getKind() == Kind.COMPREHENSION) {
            CelExpr.CelComprehension macro = expression.comprehension();
            collect(macro.iterRange(), bound, fields);
            Set<String> inner = new LinkedHashSet<>(bound);
            inner.addAll(List.of(macro.iterVar(), macro.iterVar2(), macro.accuVar()));
            collect(macro.loopStep(), inner, fields);
        } else {
            parts(expression).forEach(part -> collect(part, bound, fields));
        }
    }

    private static Stream<CelExpr> parts(CelExpr expression) {
        return switch (expression.getKind()) {
            case SELECT -> Stream.of(expression.select().operand());
            case CALL -> Stream.concat(expression.call().target().stream(), expression.call().args().stream());
            case LIST -> expression.list().elements().stream();
            case MAP -> expression.map().entries().stream().flatMap(entry -> Stream.of(entry.key(), entry.value()));
            case CONSTANT, IDENT, STRUCT, COMPREHENSION, NOT_SET -> Stream.empty();
        };
    }

    private static Optional<List<String>> path(CelExpr expression) {
        return switch (expression.getKind()) {
            case IDENT -> Optional.of(List.of(expression.ident().name()));
            case SELECT ->
                path(expression.select().operand())
                        .map(path -> longer(path, expression.select().field()));
            case CALL -> member(expression.call());
            case CONSTANT, LIST, STRUCT, MAP, COMPREHENSION, NOT_SET -> Optional.empty();
        };
    }

    /** {@code data['view']} is {@code data.view}. */
    private static Optional<List<String>> member(CelExpr.CelCall call) {
        if (call.function().equals(Operator.INDEX.getFunction())
                && call.args().get(1).getKind() == Kind.CONSTANT
                && call.args().get(1).constant().getKind() == CelConstant.Kind.STRING_VALUE) {
            String name = call.args().get(1).constant().stringValue();
            return path(call.args().getFirst()).map(path -> longer(path, name));
        }
        return Optional.empty();
    }

    private static List<String> longer(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return List.copyOf(longer);
    }
}
