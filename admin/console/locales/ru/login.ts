/** Texts of the room: login. */
export const login = {};
