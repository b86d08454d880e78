// The limits of reading texts, each with its unit: what lies beyond one is a coverage entry, never a crash.
const KIB = 1024;
const MIB = 1024 * KIB;

/** Bytes of a file that is read by its structure, and so held whole; a larger one is read line by line. */
export const MAX_STRUCTURED_BYTES = 64 * MIB;
/** Bytes that a Helm release may unpack to. */
export const MAX_UNPACKED_TEXT_BYTES = 64 * MIB;
/** Texts inside one another in one document: JSON in an annotation, a kubeconfig in a Secret, a release in that. */
export const MAX_EMBEDDED = 6;
/** Characters of one line that are looked at at once; what is longer is looked at in windows. */
export const WINDOW_CHARS = MIB;
/** Characters that two windows share: detectors look no further than 4,096 to each side of an anchor. */
export const OVERLAP_CHARS = 16 * KIB;
/** Bytes that tell text from what is none. */
export const SNIFF_BYTES = 8 * KIB;
/** Archives inside one another. */
export const MAX_ARCHIVE_DEPTH = 5;
/** Bytes that one archive that was named may unpack to, all that is inside it counted. */
export const MAX_UNPACKED_BYTES = 8 * KIB * MIB;
/** Entries of one archive that was named, all that is inside it counted. */
export const MAX_ARCHIVE_ENTRIES = 1_000_000;
/** Bytes of a zip archive: its directory stands at its end, so that it is held whole. */
export const MAX_ZIP_BYTES = 512 * MIB;
/** Milliseconds that one pattern of a `.sops.yaml` or `.gitattributes` may take for all paths. */
export const PATTERN_MS = 2_000;
