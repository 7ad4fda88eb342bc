export { createSmppLink, type SmppLink } from './createSmppLink.ts';
export { parseSmppUrls, type SmppLinkSettings } from './settings.ts';
