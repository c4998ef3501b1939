package dev.tidemark.callback.format.template.qute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads conditions as Qute writes them: {@code ||} under {@code &&} under comparisons under {@code !}, with brackets. Not
 * by Qute's own parser, which some sequences of operators make endless.
 */
final class ConditionParser {
    private static final Set<String> OR = Set.of("||", "or");
    private static final Set<String> AND = Set.of("&&", "and");

    private final List<String> words;
    private final List<String> operands = new ArrayList<>();
    private int next;

    private ConditionParser(List<String> words) {
        this.words = words;
    }

    /** @param operands Qute expressions; a condition tells them by their index */
    record Parsed(Condition condition, List<String> operands) {}

    /** What is wrong with a condition, for whoever wrote it. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String detail) {
            super(detail);
        }
    }

    static Parsed parse(String text) throws Wrong {
        ConditionParser parser = new ConditionParser(ConditionWords.of(text));
        Condition condition = parser.any();
        if (parser.next < parser.words.size()) {
            throw new Wrong("'" + parser.words.get(parser.next) + "' is not expected in a condition; write"
                    + " operators with spaces around, such as a >= 5 && !b");
        }
        return new Parsed(condition, List.copyOf(parser.operands));
    }

    private Condition any() throws Wrong {
        List<Condition> conditions = new ArrayList<>(List.of(all()));
        while (accept(OR)) {
            conditions.add(all());
        }
        return conditions.size() == 1 ? conditions.getFirst() : new Condition.Any(conditions);
    }

    private Condition all() throws Wrong {
        List<Condition> conditions = new ArrayList<>(List.of(one()));
        while (accept(AND)) {
            conditions.add(one());
        }
        return conditions.size() == 1 ? conditions.getFirst() : new Condition.All(conditions);
    }

    private Condition one() throws Wrong {
        boolean not = false;
        while (accept(Set.of("!"))) {
            not = !not;
        }
        Condition condition = accept(Set.of("(")) ? inBrackets() : compared();
        return not ? new Condition.Not(condition) : condition;
    }

    private Condition inBrackets() throws Wrong {
        Condition condition = any();
        if (!accept(Set.of(")"))) {
            throw new Wrong("a closing bracket is missing in a condition; add it");
        }
        return condition;
    }

    private Condition compared() throws Wrong {
        int left = operand();
        Optional<Comparison> comparison = peek().flatMap(Comparison::named);
        if (comparison.isEmpty()) {
            return new Condition.Truthy(left);
        }
        next++;
        return new Condition.Compared(left, comparison.get(), operand());
    }

    private int operand() throws Wrong {
        String word = peek().orElseThrow(() -> new Wrong("a value is missing at the end of a condition; add it"));
        if (isOperator(word)) {
            throw new Wrong("'" + word + "' stands where a condition needs a value; write one such as data.view.id");
        }
        next++;
        operands.add(word);
        return operands.size() - 1;
    }

    private static boolean isOperator(String word) {
        return OR.contains(word)
                || AND.contains(word)
                || Set.of("!", "(", ")").contains(word)
                || Comparison.named(word).isPresent();
    }

    private Optional<String> peek() {
        return next < words.size() ? Optional.of(words.get(next)) : Optional.empty();
    }

    private boolean accept(Set<String> expected) {
        boolean there = peek().filter(expected::contains).isPresent();
        next += there ? 1 : 0;
        return there;
    }
}
