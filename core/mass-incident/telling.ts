/** Templates of the notices that tell a customer of a mass incident while it lasts. */
export const TELLING = ['registeredOutage', 'outageTold', 'outageCorrected'] as const;
