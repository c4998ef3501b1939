package dev.tidemark.callback.format.template.qute;

import io.quarkus.qute.Expression;
import io.quarkus.qute.LoopSectionHelper;
import io.quarkus.qute.ResultNode;
import io.quarkus.qute.Scope;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.SectionHelper;
import io.quarkus.qute.SectionHelperFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Qute's loop, paid for before it runs; over nothing, or over what is no list, it does nothing. */
record CountedLoop(SectionHelper loop, Expression iterable, Optional<SectionBlock> otherwise, int weight)
        implements SectionHelper {
    @Override
    public CompletionStage<ResultNode> resolve(SectionResolutionContext context) {
        return context.resolutionContext().evaluate(iterable).thenCompose(value -> {
            long times = times(value);
            if (times <= 0) {
                return otherwise
                        .map(block -> context.execute(block, context.resolutionContext()))
                        .orElse(ResultNode.NOOP);
            }
            Budget.of(context.resolutionContext()).loop(times, weight);
            return loop.resolve(context);
        });
    }

    private static long times(@Nullable Object value) {
        return switch (value) {
            case Collection<?> collection -> collection.size();
            case Map<?, ?> map -> map.size();
            case Integer number -> number;
            case Long number -> number;
            case null, default -> 0;
        };
    }

    /** Of {@code {#for}} and {@code {#each}}. */
    static final class Factory implements SectionHelperFactory<CountedLoop> {
        private final LoopSectionHelper.Factory loops = new LoopSectionHelper.Factory();

        @Override
        public CountedLoop initialize(SectionInitContext context) {
            return new CountedLoop(
                    loops.initialize(context),
                    context.getExpression("iterable"),
                    Optional.ofNullable(context.getBlock("else")),
                    Weight.of(context.getBlocks().getFirst()));
        }

        @Override
        public List<String> getDefaultAliases() {
            return loops.getDefaultAliases();
        }

        @Override
        public ParametersInfo getParameters() {
            return loops.getParameters();
        }

        @Override
        public List<String> getBlockLabels() {
            return loops.getBlockLabels();
        }

        @Override
        public Scope initializeBlock(Scope outer, BlockInfo block) {
            return loops.initializeBlock(outer, block);
        }
    }
}
