/** What each type of event looks like, for those who receive it: schemas and examples. */
@NullMarked
package dev.tidemark.event.catalogue;

import org.jspecify.annotations.NullMarked;
