/** How videos are shared: groups, series and their invitations, P-Links, access lists. */
@NullMarked
package dev.tidemark.sandbox.sharing;

import org.jspecify.annotations.NullMarked;
