package dev.tidemark.callback.filter;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** CEL as filters speak it: variables, functions and limits; reads the text of a filter. */
final class Language {
    static final int LONGEST = 4_000;
    static final int ITERATIONS = 1_000;
    /** The attributes that are texts as they stand. */
    static final List<String> TEXTS = List.of(
            "id", "source", "subject", "dataschema", "partitionkey", "sequence", "specversion", "datacontenttype");

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .populateMacroCalls(true)
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(40)
            .maxParseExpressionNodeCount(5_000)
            .comprehensionMaxIterations(ITERATIONS)
            .maxRegexProgramSize(SearchPattern.LARGEST)
            .build();
    /** Those whose result is no longer than what they are given: join, replace and quote are not. */
    private static final CelStringExtensions STRINGS = CelExtensions.strings(
            CelStringExtensions.Function.CHAR_AT,
            CelStringExtensions.Function.LOWER_ASCII,
            CelStringExtensions.Function.SPLIT,
            CelStringExtensions.Function.SUBSTRING,
            CelStringExtensions.Function.TRIM,
            CelStringExtensions.Function.UPPER_ASCII);

    private static final CelCompiler COMPILER = compiler();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(STRINGS)
            .build();
    private static final Set<String> VARIABLES = variables();

    private Language() {}

    /** What the text of a filter turned out to be. */
    sealed interface Reading {}

    record Understood(CelAbstractSyntaxTree tree, CelRuntime.Program program, Charges charges) implements Reading {}

    record Mistaken(FilterMistake mistake) implements Reading {}

    static Reading read(String source) {
        int length = source.codePointCount(0, source.length());
        if (source.isBlank()) {
            return mistaken("the filter is empty");
        }
        if (length > LONGEST) {
            return mistaken(String.format(Locale.ROOT, "%,d characters are too many: %,d at most", length, LONGEST));
        }
        try {
            return parsed(COMPILER.parse(source));
        } catch (StackOverflowError e) {
            return mistaken("nested too deeply");
        } catch (CelValidationException | CelEvaluationException | RuntimeException e) {
            return mistaken(Words.plain(e));
        }
    }

    /** A program for a part of a tree that was understood. */
    static CelRuntime.Program program(CelAbstractSyntaxTree tree) throws CelEvaluationException {
        return RUNTIME.createProgram(tree);
    }

    static boolean isVariable(String name) {
        return VARIABLES.contains(name);
    }

    private static Reading parsed(CelValidationResult parsed) throws CelValidationException, CelEvaluationException {
        if (parsed.hasError()) {
            return mistaken(parsed.getErrors());
        }
        return switch (Charges.of(parsed.getAst())) {
            case Charges.Refused refused -> mistaken(parsed.getAst(), refused.expression(), refused.why());
            case Charges.Charged charged -> checked(COMPILER.check(parsed.getAst()), charged.charges());
        };
    }

    private static Reading checked(CelValidationResult checked, Charges charges)
            throws CelValidationException, CelEvaluationException {
        if (checked.hasError()) {
            return mistaken(checked.getErrors());
        }
        CelAbstractSyntaxTree tree = checked.getAst();
        CelType result = tree.getResultType();
        if (!result.equals(SimpleType.BOOL) && !result.equals(SimpleType.DYN)) {
            return mistaken(tree, tree.getExpr().id(), "a filter comes to true or false, this one to " + result.name());
        }
        return new Understood(tree, program(tree), charges);
    }

    private static Mistaken mistaken(String why) {
        return new Mistaken(new FilterMistake(1, 1, why));
    }

    private static Mistaken mistaken(CelAbstractSyntaxTree tree, long expression, String why) {
        int offset = tree.getSource().getPositionsMap().getOrDefault(expression, 0);
        CelSourceLocation at = tree.getSource().getOffsetLocation(offset).orElse(CelSourceLocation.of(1, 0));
        return new Mistaken(new FilterMistake(at.getLine(), at.getColumn() + 1, why));
    }

    private static Mistaken mistaken(List<CelIssue> issues) {
        CelIssue first = issues.stream()
                .min(Comparator.comparing(
                        CelIssue::getSourceLocation,
                        Comparator.comparingInt(CelSourceLocation::getLine)
                                .thenComparingInt(CelSourceLocation::getColumn)))
                .orElseThrow();
        CelSourceLocation at = first.getSourceLocation();
        String why = Words.plain(first.getMessage());
        return new Mistaken(new FilterMistake(Math.max(1, at.getLine()), Math.max(0, at.getColumn()) + 1, why));
    }

    private static Set<String> variables() {
        Set<String> variables = new HashSet<>(TEXTS);
        variables.addAll(List.of("type", "account", "time", "data"));
        return Set.copyOf(variables);
    }

    private static CelCompiler compiler() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(STRINGS)
                .addVar("type", SimpleType.STRING)
                .addVar("account", SimpleType.STRING)
                .addVar("time", SimpleType.TIMESTAMP)
                .addVar("data", SimpleType.DYN);
        TEXTS.forEach(name -> builder.addVar(name, SimpleType.STRING));
        return builder.build();
    }
}
