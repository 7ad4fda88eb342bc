/** Texts of the room: customers. */
export const customers = {};
