/** What is wrong with an account's source; told when it begins and when it is over, not with every poll. */
@NullMarked
package dev.tidemark.poll.condition;

import org.jspecify.annotations.NullMarked;
