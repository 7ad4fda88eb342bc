import { html } from 'hono/html';
import type { Child } from 'hono/jsx';

/** A whole HTML document: without the doctype browsers fall into quirks mode. */
export function documentOf(page: Child) {
  return html`<!doctype html>${page}`;
}
