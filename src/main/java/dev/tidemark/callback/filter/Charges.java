package dev.tidemark.callback.filter;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the parts of one filter cost when they are evaluated. CEL limits the turns of macros, but not what a turn does:
 * texts and lists that double, comparisons of large values, searches in long texts. So every value that a function gets
 * or gives is paid for by its size, and functions whose work is more than that by their arguments.
 */
final class Charges {
    private static final int DEEPEST = 80;
    /** What a character of a pattern costs: patterns are compiled for each search, and classes of Unicode are large. */
    private static final int COMPILED = 64;
    /** What a character costs that may become an element of a list. */
    private static final int TORN = 8;

    /** Macros keep their result so far under this name; reading it is free, else lists would cost their square. */
    private static final String SO_FAR = "@result";

    private final Map<Long, Charge> byExpression = new HashMap<>();
    private final List<Charge> table;

    sealed interface Outcome {}

    record Charged(Charges charges) implements Outcome {}

    /** @param expression whose position is that of the mistake */
    record Refused(long expression, String why) implements Outcome {}

    /** How to charge for the value of an expression. */
    sealed interface Charge {}

    /** One unit, whatever it is. */
    record Flat() implements Charge {}

    /** By its size. */
    record Sized() implements Charge {}

    /** A text that is walked through that many times. */
    record Walked(int times) implements Charge {}

    /** A text that is searched for another one. */
    record Searched() implements Charge {}

    /** What is searched for in the text that was paid for as {@code where}. */
    record Sought(long where) implements Charge {}

    /** A text whose reading takes its length squared. */
    record Squared() implements Charge {}

    private static final Charge FLAT = new Flat();
    private static final Charge SIZED = new Sized();

    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Refused refused;

        Refusal(CelExpr where, String why) {
            super(why, null, false, false);
            refused = new Refused(where.id(), why);
        }
    }

    private Charges(CelExpr root) throws Refusal {
        walk(root, 1);
        long last = byExpression.keySet().stream().mapToLong(id -> id).max().orElse(0);
        List<Charge> charges = new ArrayList<>();
        for (long id = 0; id <= last; id++) {
            charges.add(byExpression.getOrDefault(id, FLAT));
        }
        table = List.copyOf(charges);
    }

    static Outcome of(CelAbstractSyntaxTree parsed) {
        try {
            return new Charged(new Charges(parsed.getExpr()));
        } catch (Refusal e) {
            return e.refused;
        }
    }

    Charge of(long expression) {
        return expression < table.size() ? table.get((int) expression) : FLAT;
    }

    private void walk(CelExpr expression, int depth) throws Refusal {
        if (depth > DEEPEST) {
            throw new Refusal(expression, "nested too deeply");
        }
        switch (expression.getKind()) {
            case CALL -> call(expression, depth);
            case COMPREHENSION -> macro(expression.comprehension(), depth);
            case SELECT -> walk(expression.select().operand(), depth + 1);
            case LIST -> {
                byExpression.putIfAbsent(expression.id(), SIZED);
                walk(expression.list().elements(), depth);
            }
            case MAP -> {
                byExpression.putIfAbsent(expression.id(), SIZED);
                for (CelExpr.CelMap.Entry entry : expression.map().entries()) {
                    walk(List.of(entry.key(), entry.value()), depth);
                }
            }
            case STRUCT -> throw new Refusal(expression, "messages are not part of events");
            case CONSTANT, IDENT, NOT_SET -> {}
        }
    }

    private void walk(List<CelExpr> parts, int depth) throws Refusal {
        for (CelExpr part : parts) {
            walk(part, depth + 1);
        }
    }

    private void macro(CelComprehension macro, int depth) throws Refusal {
        walk(
                List.of(macro.iterRange(), macro.accuInit(), macro.loopCondition(), macro.loopStep(), macro.result()),
                depth);
    }

    private void call(CelExpr expression, int depth) throws Refusal {
        CelCall call = expression.call();
        List<CelExpr> given = new ArrayList<>();
        call.target().ifPresent(given::add);
        given.addAll(call.args());
        boolean gathers = given.stream().anyMatch(Charges::isSoFar);
        byExpression.putIfAbsent(expression.id(), gathers ? FLAT : SIZED);
        for (CelExpr part : given) {
            byExpression.putIfAbsent(part.id(), isSoFar(part) ? FLAT : SIZED);
        }
        special(call.function(), given);
        walk(given, depth);
    }

    private void special(String function, List<CelExpr> given) throws Refusal {
        switch (function) {
            case "contains" -> {
                if (given.size() == 2) {
                    byExpression.put(given.get(0).id(), new Searched());
                    byExpression.put(given.get(1).id(), new Sought(given.get(0).id()));
                }
            }
            case "matches" -> {
                if (given.size() == 2) {
                    byExpression.put(given.get(0).id(), new Walked(size(given.get(1))));
                    byExpression.put(given.get(1).id(), new Walked(COMPILED));
                }
            }
            case "split" -> byExpression.put(given.getFirst().id(), new Walked(TORN));
            case "duration", "timestamp" -> given.forEach(part -> byExpression.put(part.id(), new Squared()));
            default -> {}
        }
    }

    /** Instructions of a pattern: what a character of the text can cost. */
    private static int size(CelExpr pattern) throws Refusal {
        if (pattern.getKind() != Kind.CONSTANT || pattern.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            throw new Refusal(pattern, "matches() takes a pattern that is written out, as 'a.*b'");
        }
        try {
            return SearchPattern.of(pattern.constant().stringValue()).size();
        } catch (IllegalArgumentException e) {
            throw new Refusal(pattern, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isSoFar(CelExpr expression) {
        return switch (expression.getKind()) {
            case IDENT -> expression.ident().name().equals(SO_FAR);
            case CALL -> expression.call().args().stream().anyMatch(Charges::isSoFar);
            case CONSTANT, SELECT, LIST, STRUCT, MAP, COMPREHENSION, NOT_SET -> false;
        };
    }
}
