/** How much of a hostile file is believed before it gets a clear answer instead of all the memory. */

const MIB = 1024 * 1024

/** Bytes of one cell; a longer one puts its row into quarantine. Also how far an open quote may reach. */
export const MAX_CELL_BYTES = 1 * MIB
/** Bytes of one row; what is longer is skipped to its line's end and put into quarantine. */
export const MAX_ROW_BYTES = 16 * MIB
/** Columns of one table; a wider header is a mistake of the file. */
export const MAX_COLUMNS = 4096
/** Characters of a quarantined row that are kept. */
export const MAX_RAW_CHARS = 4096
/** Bytes from the start of a file that decide its dialect and encoding. */
export const HEAD_BYTES = 1 * MIB
/** Bytes read at a time where cells are handed over column by column. */
export const ENCODED_BYTES = 16 * MIB
/** Rows of a batch. */
export const BATCH_ROWS = 2048
/** Bytes that one compressed file may unfold into while being streamed. */
export const MAX_UNPACKED_BYTES = 64 * 1024 * MIB
/** Unpacked to packed bytes; deflate ends near 1,030, honest tables stay under 100. Judged past {@link RATIO_FREE_BYTES}. */
export const MAX_UNPACK_RATIO = 400
export const RATIO_FREE_BYTES = 16 * MIB
/** Bytes that a workbook may unfold into: it is read as a whole, into some six times as much memory. */
export const MAX_WORKBOOK_BYTES = 256 * MIB
/** Bytes of a database file inside an archive: it is held in memory. */
export const MAX_PACKED_DATABASE_BYTES = 1024 * MIB
/** Entries of an archive that are looked at. */
export const MAX_ARCHIVE_ENTRIES = 10_000
/** Bytes of one mail message that are looked at; reports stand before the message they return. */
export const MAX_MESSAGE_BYTES = 4 * MIB
/** Bytes of one JSON element. */
export const MAX_ELEMENT_BYTES = 16 * MIB
/** Depth to which nested objects become columns; what lies deeper stays JSON text. */
export const MAX_FLATTEN_DEPTH = 8
