/** Texts of the room: board. */
export const board = {};
