/** Texts of the room: sla. */
export const sla = {};
