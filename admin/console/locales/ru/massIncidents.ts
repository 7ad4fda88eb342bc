/** Texts of the room: massIncidents. */
export const massIncidents = {};
