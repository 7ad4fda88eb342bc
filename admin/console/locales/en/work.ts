/** Texts of the room: work. */
export const work = {};
