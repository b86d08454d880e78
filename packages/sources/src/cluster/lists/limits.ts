// The limits of reading lists, each with its unit.

/** Objects of one page, as for kubectl. */
export const PAGE_OBJECTS = 500;
/** How often one page is asked for when its answer breaks off half-way. */
export const PAGE_ATTEMPTS_MAX = 3;
/** How often a list is read again from its start because the server let go of its state (410 Gone). */
export const LIST_RESTARTS_MAX = 2;
/** Lists in a row that got no answer, after which the rest is not asked for. */
export const UNANSWERED_LISTS_MAX = 3;
/** Access reviews at the same time. */
export const REVIEWS_AT_ONCE = 8;
/** Namespaces named in one coverage entry; the rest is counted. */
export const NAMESPACES_NAMED = 20;
