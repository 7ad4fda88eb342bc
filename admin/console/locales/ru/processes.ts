/** Texts of the room: processes. */
export const processes = {};
