/**
 * Lists that come whole and what belongs to groups, in random worlds: the same promises as for views (detection.md B6),
 * where no row can be asked for by its place.
 */
package dev.tidemark.simulation.catalogue;
