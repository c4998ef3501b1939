package dev.tidemark.callback.filter;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelEvaluationListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one evaluation may spend: see {@link Charges}. Belongs to one thread. */
final class Budget implements CelEvaluationListener {
    /** Units; one is the evaluation of the smallest part, some 50 ns. */
    static final long WHOLE = 50_000;

    private static final int CHARACTERS_PER_UNIT = 32;

    private final Charges charges;
    private final Map<Long, Integer> lengths = new HashMap<>(0);
    private long left = WHOLE;

    /** It is an error, because CEL makes values of exceptions and goes on. */
    static final class Spent extends Error {
        private static final long serialVersionUID = 1L;

        private Spent() {
            super("the filter takes too much work", null, false, false);
        }
    }

    Budget(Charges charges) {
        this.charges = charges;
    }

    @Override
    public void callback(CelExpr expression, Object value) {
        switch (charges.of(expression.id())) {
            case Charges.Flat flat -> spend(1);
            case Charges.Sized sized -> spendOn(value);
            case Charges.Walked walked -> spend(1 + units(length(value) * walked.times()));
            case Charges.Searched searched -> {
                lengths.put(expression.id(), (int) length(value));
                spendOn(value);
            }
            case Charges.Sought sought -> spend(1 + units(length(value) * lengths.getOrDefault(sought.where(), 0)));
            case Charges.Squared squared -> spend(1 + units(length(value) * length(value)));
        }
    }

    private void spendOn(Object value) {
        switch (value) {
            case List<?> list -> {
                spend(1);
                list.forEach(this::spendOn);
            }
            case Map<?, ?> map -> {
                spend(1);
                map.forEach((key, member) -> {
                    spendOn(key);
                    spendOn(member);
                });
            }
            default -> spend(1 + units(length(value)));
        }
    }

    private static long length(Object value) {
        return switch (value) {
            case String text -> text.length();
            case CelByteString bytes -> bytes.size();
            default -> 1;
        };
    }

    private static long units(long characters) {
        return characters / CHARACTERS_PER_UNIT;
    }

    private void spend(long units) {
        left -= units;
        if (left < 0) {
            throw new Spent();
        }
    }
}
