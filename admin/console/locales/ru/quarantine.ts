/** Texts of the room: quarantine. */
export const quarantine = {};
