/** Texts of the room: showcase. */
export const showcase = {};
