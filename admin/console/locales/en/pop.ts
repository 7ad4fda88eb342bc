/** Texts of the room: pop. */
export const pop = {};
