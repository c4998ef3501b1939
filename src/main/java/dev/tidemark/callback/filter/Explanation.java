package dev.tidemark.callback.filter;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelUnparserFactory;
import dev.cel.runtime.CelEvaluationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Evaluates the conditions of a filter one by one, within one budget, and says what each came to. */
final class Explanation {
    private static final Set<String> JOINTS =
            Set.of(Operator.LOGICAL_AND.getFunction(), Operator.LOGICAL_OR.getFunction());

    private final CelAbstractSyntaxTree tree;
    private final Map<String, Object> variables;
    private final Budget budget;

    private Explanation(Language.Understood understood, FilterInput input) {
        tree = understood.tree();
        variables = input.variables();
        budget = new Budget(understood.charges());
    }

    static List<Verdict.Step> steps(Language.Understood understood, FilterInput input) {
        Explanation explanation = new Explanation(understood, input);
        List<CelExpr> conditions = new ArrayList<>();
        collect(understood.tree().getExpr(), conditions);
        return conditions.stream().map(explanation::step).toList();
    }

    private static void collect(CelExpr expression, List<CelExpr> conditions) {
        if (isJoint(expression)) {
            expression.call().args().forEach(part -> collect(part, conditions));
        } else if (isNot(expression) && leadsToJoint(expression)) {
            collect(expression.call().args().getFirst(), conditions);
        } else {
            conditions.add(expression);
        }
    }

    private static boolean leadsToJoint(CelExpr expression) {
        return isJoint(expression)
                || (isNot(expression) && leadsToJoint(expression.call().args().getFirst()));
    }

    private static boolean isJoint(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CALL
                && JOINTS.contains(expression.call().function());
    }

    private static boolean isNot(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CALL
                && expression.call().function().equals(Operator.LOGICAL_NOT.getFunction());
    }

    private Verdict.Step step(CelExpr condition) {
        CelAbstractSyntaxTree part = CelAbstractSyntaxTree.newCheckedAst(
                condition, tree.getSource(), tree.getReferenceMap(), tree.getTypeMap());
        String expression = CelUnparserFactory.newUnparser().unparse(part);
        List<Field> fields = Field.readBy(condition);
        return new Verdict.Step(expression, outcome(part, fields));
    }

    private String outcome(CelAbstractSyntaxTree part, List<Field> fields) {
        try {
            Object result = Language.program(part).trace(name -> Optional.ofNullable(variables.get(name)), budget);
            String word = result instanceof Boolean known
                    ? known.toString()
                    : "no: it comes to " + Shown.text(result) + ", not to true or false";
            return with(word, fields);
        } catch (Budget.Spent e) {
            return "no: " + e.getMessage();
        } catch (StackOverflowError e) {
            return "no: nested too deeply";
        } catch (CelEvaluationException | RuntimeException e) {
            return failed(e, fields);
        }
    }

    private String failed(Exception e, List<Field> fields) {
        Optional<String> missing = fields.stream()
                .flatMap(field -> field.missing(variables).stream())
                .findFirst();
        return missing.map(name -> "no: " + name + " is not there")
                .orElseGet(() -> with("no: " + Shown.cut(Words.plain(e)), fields));
    }

    private String with(String word, List<Field> fields) {
        if (fields.isEmpty()) {
            return word;
        }
        return word
                + (word.contains(": ") ? "; " : ": ")
                + fields.stream().map(field -> field.text(variables)).collect(Collectors.joining("; "));
    }
}
