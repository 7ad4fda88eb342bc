import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Sends a whole page. What it shows is one person's: nobody may keep it. */
export function sendPage(c: Context, node: Child, status: ContentfulStatusCode = 200) {
  c.header('cache-control', 'no-store');
  return c.html(html`<!DOCTYPE html>${node}`, status);
}

/** Sends a part of a page, for htmx to put in. */
export function sendPart(c: Context, node: Child) {
  c.header('cache-control', 'no-store');
  return c.html(html`${node}`);
}

/** Whether htmx asks for a part of the page it already shows. */
export function wantsPart(c: Context): boolean {
  return c.req.header('hx-request') !== undefined;
}
