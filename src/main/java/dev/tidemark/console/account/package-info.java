/** The watched accounts: how far each kind of rows is known, what was spent, and what an operator can do. */
@NullMarked
package dev.tidemark.console.account;

import org.jspecify.annotations.NullMarked;
